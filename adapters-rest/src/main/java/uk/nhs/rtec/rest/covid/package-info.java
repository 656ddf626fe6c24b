/** The COVID-19 medical exemption API of patient-facing apps (FHIR R4), and what register officers do with its records. */
@NullMarked
package uk.nhs.rtec.rest.covid;

import org.jspecify.annotations.NullMarked;
