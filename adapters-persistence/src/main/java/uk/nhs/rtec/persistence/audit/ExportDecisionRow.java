package uk.nhs.rtec.persistence.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.ExportDecision;
import uk.nhs.rtec.application.audit.ExportId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** A decision on an export as a row. */
@Entity
@Immutable
@Table(name = "history_export_decision")
class ExportDecisionRow {

    @Id
    @Column(name = "export_id")
    UUID exportId;

    String ruling;

    @Column(name = "decided_at")
    Instant decidedAt;

    @Column(name = "decided_by_organisation")
    String organisation;

    @Column(name = "decided_by_user")
    String user;

    @Nullable
    String note;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    ExportDecisionRow() {}

    ExportDecision decision() {
        return new ExportDecision(
                new ExportId(exportId),
                ExportWords.RULING.value(ruling),
                new Officer(new OdsCode(organisation), new SdsUserId(user)),
                Optional.ofNullable(note),
                decidedAt);
    }
}
