package uk.nhs.rtec.persistence.register;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.register.CertificateChange;
import uk.nhs.rtec.domain.exemption.NamedPerson;
import uk.nhs.rtec.domain.exemption.Relationship;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** Someone whom a certificate names, as a row; the keys are what they are looked for by. */
@Entity
@Immutable
@Table(name = "certificate_person")
class PersonRow {

    @Id
    UUID id;

    @ManyToOne(fetch = FetchType.EAGER, optional = false)
    @JoinColumn(name = "certificate_number")
    CertificateRow certificate;

    String relationship;

    @Column(name = "nhs_number")
    @Nullable
    String nhsNumber;

    String surname;

    @Nullable
    String forename;

    @Column(name = "date_of_birth")
    LocalDate dateOfBirth;

    String postcode;

    @Column(name = "surname_key")
    String surnameKey;

    @Column(name = "postcode_key")
    String postcodeKey;

    @Column(name = "taken_in_at")
    Instant takenInAt;

    @Column(name = "taken_in_by_organisation")
    @Nullable
    String takenInByOrganisation;

    @Column(name = "taken_in_by_user")
    @Nullable
    String takenInByUser;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    PersonRow() {}

    CertificateChange added() {
        return CertificateChange.added(person(), takenInAt, officer(takenInByOrganisation, takenInByUser));
    }

    static Optional<Officer> officer(@Nullable String organisation, @Nullable String user) {
        return organisation == null || user == null
                ? Optional.empty()
                : Optional.of(new Officer(new OdsCode(organisation), new SdsUserId(user)));
    }

    NamedPerson person() {
        return new NamedPerson(
                Relationship.ofCode(relationship)
                        .orElseThrow(() -> new IllegalStateException("the register holds an unknown relationship")),
                Optional.ofNullable(nhsNumber).map(NhsNumber::new),
                new Surname(surname),
                Optional.ofNullable(forename).map(Forename::new),
                new DateOfBirth(dateOfBirth),
                new Postcode(postcode));
    }
}
