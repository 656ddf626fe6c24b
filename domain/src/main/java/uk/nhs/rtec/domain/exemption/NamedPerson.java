package uk.nhs.rtec.domain.exemption;

import java.util.Optional;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/** Someone whom a certificate names, in the words of the certificate. */
public record NamedPerson(
        Relationship relationship,
        Optional<NhsNumber> nhsNumber,
        Surname surname,
        Optional<Forename> forename,
        DateOfBirth dateOfBirth,
        Postcode postcode) {

    @Override
    public String toString() {
        return "NamedPerson[…]";
    }
}
