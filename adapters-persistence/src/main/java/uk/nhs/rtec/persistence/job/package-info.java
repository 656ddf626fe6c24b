/** Jobs with their files and refusals in a database, and the stores that they work on. */
@NullMarked
package uk.nhs.rtec.persistence.job;

import org.jspecify.annotations.NullMarked;
