package uk.nhs.rtec.persistence.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.annotations.Immutable;
import uk.nhs.rtec.application.audit.AlertReason;

/** That an access is to be looked at, as a row. */
@Entity
@Immutable
@Table(name = "access_alert")
class AlertRow {

    @Id
    @Column(name = "access_id")
    UUID id;

    @Column(name = "accessed_at")
    Instant accessedAt;

    String[] reasons;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    AlertRow() {}

    AlertRow(AccessRow access, Set<AlertReason> reasons) {
        id = access.id;
        accessedAt = access.accessedAt;
        this.reasons = reasons.stream().map(AccessWords.REASON::word).sorted().toArray(String[]::new);
    }

    Set<AlertReason> reasons() {
        return Arrays.stream(reasons).map(AccessWords.REASON::value).collect(Collectors.toUnmodifiableSet());
    }
}
