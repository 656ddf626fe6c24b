package uk.nhs.rtec.domain.patient;

import java.util.Optional;

/** Who the dispenser says the patient is. */
public record StatedPatient(
        NhsNumber nhsNumber, DateOfBirth dateOfBirth, Postcode postcode, Surname surname, Optional<Forename> forename) {

    @Override
    public String toString() {
        return "StatedPatient[…]";
    }
}
