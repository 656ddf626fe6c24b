package uk.nhs.rtec.application.audit;

import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Surname;

/** Somebody whose checks are looked for without a number: a surname, however it is spelled, with a day of birth. */
public record SoughtPatient(Surname surname, DateOfBirth dateOfBirth) {

    @Override
    public String toString() {
        return "SoughtPatient[…]";
    }
}
