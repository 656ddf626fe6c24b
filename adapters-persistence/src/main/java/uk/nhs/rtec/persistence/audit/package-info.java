/** Who looked into the history of checks, in a database. */
@NullMarked
package uk.nhs.rtec.persistence.audit;

import org.jspecify.annotations.NullMarked;
