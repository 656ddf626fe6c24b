package uk.nhs.rtec.persistence.register;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;

/** What the demographics were found to say of a number, as a row. */
@Entity
@Immutable
@Table(name = "register_finding")
class FindingRow {

    /** Of which number, and in which place. */
    @Embeddable
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "nhs_number")
        String nhsNumber;

        int place;

        @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
        Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.nhsNumber.equals(nhsNumber) && key.place == place;
        }

        @Override
        public int hashCode() {
            return Objects.hash(nhsNumber, place);
        }
    }

    @EmbeddedId
    Key key;

    @Column(name = "found_at")
    Instant foundAt;

    @Column(name = "surviving_number")
    String survivingNumber;

    @Column(name = "date_of_birth")
    @Nullable
    LocalDate dateOfBirth;

    @Nullable
    String postcode;

    @Nullable
    String surname;

    @Nullable
    String forename;

    boolean deceased;

    boolean restricted;

    @Column(name = "prompted_by")
    @Nullable
    String promptedBy;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    FindingRow() {}

    Finding finding() {
        return new Finding(
                new NhsNumber(key.nhsNumber),
                key.place,
                foundAt,
                new PatientRecord(
                        new NhsNumber(survivingNumber),
                        Optional.ofNullable(dateOfBirth).map(DateOfBirth::new),
                        Optional.ofNullable(postcode).map(Postcode::new),
                        Optional.ofNullable(surname).map(Surname::new),
                        Optional.ofNullable(forename).map(Forename::new),
                        Finding.marks(deceased, restricted)),
                Optional.ofNullable(promptedBy).map(EventId::new));
    }
}
