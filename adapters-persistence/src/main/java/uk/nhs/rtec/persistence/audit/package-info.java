/** Who looked into the history of checks, and took something of it out, in a database. */
@NullMarked
package uk.nhs.rtec.persistence.audit;

import org.jspecify.annotations.NullMarked;
