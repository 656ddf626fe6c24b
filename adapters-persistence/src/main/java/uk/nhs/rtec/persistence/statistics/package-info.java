/** Counts of the ledger's checks in tables of their own, kept up by one who follows the ledger. */
@NullMarked
package uk.nhs.rtec.persistence.statistics;

import org.jspecify.annotations.NullMarked;
