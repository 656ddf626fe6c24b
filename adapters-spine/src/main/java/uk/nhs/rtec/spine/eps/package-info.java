/** The national tracker of prescriptions, asked over the EPS tracker API. */
@NullMarked
package uk.nhs.rtec.spine.eps;

import org.jspecify.annotations.NullMarked;
