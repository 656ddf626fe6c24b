/** The EPS tracker: prescriptions, where they stand, and who may ask. */
@NullMarked
package uk.nhs.rtec.sandbox.eps;

import org.jspecify.annotations.NullMarked;
