/** A place outside the sandbox. */
@NullMarked
package uk.nhs.rtec.elsewhere;

import org.jspecify.annotations.NullMarked;
