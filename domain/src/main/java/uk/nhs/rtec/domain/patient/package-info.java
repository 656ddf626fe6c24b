/** Who the dispenser says the patient is, and who the national demographics say they are. */
@NullMarked
package uk.nhs.rtec.domain.patient;

import org.jspecify.annotations.NullMarked;
