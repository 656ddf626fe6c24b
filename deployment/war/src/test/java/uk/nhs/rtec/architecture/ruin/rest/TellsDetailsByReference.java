package uk.nhs.rtec.architecture.ruin.rest;

import java.util.Optional;
import uk.nhs.rtec.domain.patient.Surname;

/** An API that puts a patient's details where they are not to be, in another spelling. */
public final class TellsDetailsByReference {

    private TellsDetailsByReference() {}

    static Optional<String> of(Optional<Surname> surname) {
        return surname.map(Surname::normalised);
    }
}
