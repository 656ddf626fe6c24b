package uk.nhs.rtec.application.audit;

import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Surname;

/** Somebody whose checks are looked for without a number: a surname, however it is spelled, with a day of birth. */
public record SoughtPatient(Surname surname, DateOfBirth dateOfBirth) {

    /** Whether it is this patient. */
    public boolean isCalled(Surname other, DateOfBirth born) {
        return surname.normalised().equals(other.normalised()) && dateOfBirth.equals(born);
    }

    @Override
    public String toString() {
        return "SoughtPatient[…]";
    }
}
