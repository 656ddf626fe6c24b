/** The national demographics, asked over the PDS FHIR API. */
@NullMarked
package uk.nhs.rtec.spine.pds;

import org.jspecify.annotations.NullMarked;
