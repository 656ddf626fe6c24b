package uk.nhs.rtec.application.register;

import java.util.Optional;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/**
 * Which certificates an officer looks for: those with this number that name somebody of whom all the rest is true, spellings aside. What is
 * empty does not matter, but a number, or a surname with a date of birth, must be there.
 */
public record CertificateQuery(
        Optional<CertificateNumber> number,
        Optional<NhsNumber> nhsNumber,
        Optional<Surname> surname,
        Optional<DateOfBirth> dateOfBirth,
        Optional<Postcode> postcode) {

    public CertificateQuery {
        if (!isNarrow(number.isPresent(), nhsNumber.isPresent(), surname.isPresent(), dateOfBirth.isPresent())) {
            throw new IllegalArgumentException("nobody may leaf through the register");
        }
    }

    /** Whether conditions such as these lead to few certificates. */
    public static boolean isNarrow(boolean number, boolean nhsNumber, boolean surname, boolean dateOfBirth) {
        return number || nhsNumber || (surname && dateOfBirth);
    }

    /** Whether anything is said of a person. */
    public boolean namesSomebody() {
        return nhsNumber.isPresent() || surname.isPresent() || dateOfBirth.isPresent() || postcode.isPresent();
    }

    @Override
    public String toString() {
        return "CertificateQuery[…]";
    }
}
