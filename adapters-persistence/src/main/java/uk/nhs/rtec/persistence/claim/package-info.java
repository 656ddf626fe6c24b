/** Claims and the verdicts on them in a database, beside the ledger's checks. */
@NullMarked
package uk.nhs.rtec.persistence.claim;

import org.jspecify.annotations.NullMarked;
