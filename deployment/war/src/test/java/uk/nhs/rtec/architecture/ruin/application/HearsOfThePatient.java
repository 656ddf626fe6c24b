package uk.nhs.rtec.architecture.ruin.application;

import java.util.Optional;
import uk.nhs.rtec.domain.patient.StatedPatient;

/** An exception that is told of a patient, and may put it into its message. */
public final class HearsOfThePatient extends RuntimeException {

    private static final long serialVersionUID = 1L;

    HearsOfThePatient(Optional<StatedPatient> patient) {
        super(patient.isPresent() ? "not this one" : "nobody");
    }
}
