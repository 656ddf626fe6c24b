package uk.nhs.rtec.domain.exemption;

import java.util.Set;
import uk.nhs.rtec.domain.event.Findings;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * One line of the register: a certificate and one of the people it names.
 *
 * @param findings what the demographics were found to say of the number under which the person is named
 */
public record RegisterEntry(ExemptionCertificate certificate, NamedPerson person, Findings findings) {

    /** An entry of whose person nothing was found out. */
    public RegisterEntry(ExemptionCertificate certificate, NamedPerson person) {
        this(certificate, person, Findings.NONE);
    }

    /** Whether it names, by number, the person who has these numbers and was born on that day. */
    boolean namesByNumber(Set<NhsNumber> numbers, DateOfBirth born) {
        return person.nhsNumber()
                .filter(number ->
                        (numbers.contains(number) && person.dateOfBirth().equals(born))
                                || findings.leadTo(number, person.dateOfBirth(), numbers, born))
                .isPresent();
    }
}
