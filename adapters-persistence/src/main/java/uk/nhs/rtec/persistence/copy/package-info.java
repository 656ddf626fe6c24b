/** Many rows at once into one table of PostgreSQL, in the binary form of its COPY. */
@NullMarked
package uk.nhs.rtec.persistence.copy;

import org.jspecify.annotations.NullMarked;
