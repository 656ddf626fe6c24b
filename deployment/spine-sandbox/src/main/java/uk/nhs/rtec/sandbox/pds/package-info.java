/** The Personal Demographics Service FHIR API: Patient retrieve and search. */
@NullMarked
package uk.nhs.rtec.sandbox.pds;

import org.jspecify.annotations.NullMarked;
