/** COVID-19 medical exemptions: what was captured at the decision, whether its NHS number is verified, and who may ask. */
@NullMarked
package uk.nhs.rtec.domain.covid;

import org.jspecify.annotations.NullMarked;
