/** A prescription as the national tracker knows it. */
@NullMarked
package uk.nhs.rtec.domain.prescription;

import org.jspecify.annotations.NullMarked;
