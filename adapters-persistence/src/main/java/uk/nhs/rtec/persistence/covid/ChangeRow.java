package uk.nhs.rtec.persistence.covid;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.covid.Standing;

/** A change of a record's standing, as a row. */
@Entity
@Immutable
@Table(name = "covid_exemption_change")
class ChangeRow {

    @EmbeddedId
    Key key;

    String standing;

    @Nullable
    String reason;

    @Column(name = "changed_at")
    Instant changedAt;

    @Column(name = "ods_code")
    @Nullable
    String odsCode;

    @Column(name = "user_id")
    @Nullable
    String userId;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    ChangeRow() {}

    Standing standing() {
        return StandingWords.read(standing, reason);
    }

    /** Which change of which record. */
    @Embeddable
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "record_id")
        String recordId;

        @Column(name = "change_number")
        int number;

        @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
        Key() {}

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && number == key.number && recordId.equals(key.recordId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(recordId, number);
        }
    }
}
