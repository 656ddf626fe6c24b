/** FHIR resources as trees, and the two ways to write them down: XML and JSON. */
@NullMarked
package uk.nhs.rtec.sandbox.fhir;

import org.jspecify.annotations.NullMarked;
