/** The ledger of checks in a database: one row for each check, added and read, never changed. */
@NullMarked
package uk.nhs.rtec.persistence.ledger;

import org.jspecify.annotations.NullMarked;
