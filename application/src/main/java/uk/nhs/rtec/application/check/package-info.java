/** Checking one exemption: the use case, what drives it and what it needs from outside. */
@NullMarked
package uk.nhs.rtec.application.check;

import org.jspecify.annotations.NullMarked;
