/** National events in a database: whose are wanted, which came, and what became of each. */
@NullMarked
package uk.nhs.rtec.persistence.event;

import org.jspecify.annotations.NullMarked;
