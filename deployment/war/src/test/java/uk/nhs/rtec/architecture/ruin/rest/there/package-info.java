/** The other half of a cycle. */
@NullMarked
package uk.nhs.rtec.architecture.ruin.rest.there;

import org.jspecify.annotations.NullMarked;
