package uk.nhs.rtec.application.register;

import java.time.LocalDate;
import java.util.Optional;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.RegisterEntry;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/** A line of the register in the making: Mary O'Brien holds a medical certificate, until a test says otherwise. */
public record ExampleEntry(ExemptionCertificate certificate, NamedPerson person) {

    /** Mary O'Brien, known by number, on the certificate with this number. */
    public static ExampleEntry entry(String certificateNumber) {
        return new ExampleEntry(
                Examples.certificate(certificateNumber, ExemptionCategory.MEDICAL),
                new NamedPerson(
                        Relationship.HOLDER,
                        Optional.of(Examples.nhsNumber(100)),
                        new Surname("O'Brien"),
                        Optional.of(new Forename("Mary")),
                        new DateOfBirth(LocalDate.of(1984, 2, 29)),
                        new Postcode("LS1 4AP")));
    }

    public ExampleEntry in(ExemptionCategory category) {
        return on(new ExemptionCertificate(certificate.number(), category, certificate.validity()));
    }

    public ExampleEntry valid(LocalDate from, LocalDate to) {
        return on(new ExemptionCertificate(certificate.number(), certificate.category(), new Validity(from, to)));
    }

    public ExampleEntry numbered(String number) {
        return on(new ExemptionCertificate(
                new CertificateNumber(number), certificate.category(), certificate.validity()));
    }

    public ExampleEntry on(ExemptionCertificate other) {
        return new ExampleEntry(other, person);
    }

    public ExampleEntry as(Relationship relationship) {
        return naming(new NamedPerson(
                relationship,
                person.nhsNumber(),
                person.surname(),
                person.forename(),
                person.dateOfBirth(),
                person.postcode()));
    }

    public ExampleEntry withoutNumber() {
        return known(Optional.empty());
    }

    public ExampleEntry known(NhsNumber number) {
        return known(Optional.of(number));
    }

    public ExampleEntry surnamed(String surname) {
        return naming(new NamedPerson(
                person.relationship(),
                person.nhsNumber(),
                new Surname(surname),
                person.forename(),
                person.dateOfBirth(),
                person.postcode()));
    }

    public ExampleEntry forenamed(String forename) {
        return forename(Optional.of(new Forename(forename)));
    }

    public ExampleEntry withoutForename() {
        return forename(Optional.empty());
    }

    public ExampleEntry born(LocalDate day) {
        return naming(new NamedPerson(
                person.relationship(),
                person.nhsNumber(),
                person.surname(),
                person.forename(),
                new DateOfBirth(day),
                person.postcode()));
    }

    public ExampleEntry livingAt(String postcode) {
        return naming(new NamedPerson(
                person.relationship(),
                person.nhsNumber(),
                person.surname(),
                person.forename(),
                person.dateOfBirth(),
                new Postcode(postcode)));
    }

    /** The line as the register takes it in. */
    public RegisterEntry taken() {
        return new RegisterEntry(certificate, person);
    }

    private ExampleEntry naming(NamedPerson other) {
        return new ExampleEntry(certificate, other);
    }

    private ExampleEntry known(Optional<NhsNumber> number) {
        return naming(new NamedPerson(
                person.relationship(),
                number,
                person.surname(),
                person.forename(),
                person.dateOfBirth(),
                person.postcode()));
    }

    private ExampleEntry forename(Optional<Forename> forename) {
        return naming(new NamedPerson(
                person.relationship(),
                person.nhsNumber(),
                person.surname(),
                forename,
                person.dateOfBirth(),
                person.postcode()));
    }
}
