/** One half of a cycle. */
@NullMarked
package uk.nhs.rtec.architecture.ruin.rest.here;

import org.jspecify.annotations.NullMarked;
