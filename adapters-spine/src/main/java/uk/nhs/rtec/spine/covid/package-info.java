/** A national source of COVID-19 medical exemptions, asked over the COVID-19 Medical Exemption FHIR API. */
@NullMarked
package uk.nhs.rtec.spine.covid;

import org.jspecify.annotations.NullMarked;
