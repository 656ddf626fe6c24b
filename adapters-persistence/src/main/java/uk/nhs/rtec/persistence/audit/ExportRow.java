package uk.nhs.rtec.persistence.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import uk.nhs.rtec.application.audit.ExportExtent;
import uk.nhs.rtec.application.audit.ExportId;
import uk.nhs.rtec.application.audit.ExportRequest;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** A request for an export as a row. */
@Entity
@Immutable
@Table(name = "history_export")
class ExportRow {

    @Id
    UUID id;

    String kind;

    @Column(name = "requested_at")
    Instant requestedAt;

    @Column(name = "requested_by_organisation")
    String organisation;

    @Column(name = "requested_by_user")
    String user;

    String reason;

    String[] conditions;

    byte[] sealed;

    @Column(name = "counted_rows")
    int countedRows;

    @Column(name = "more_rows")
    boolean moreRows;

    @Column(name = "up_to")
    Instant upTo;

    @Column(name = "expires_at")
    Instant expiresAt;

    @Column(name = "needs_approval")
    boolean needsApproval;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    ExportRow() {}

    ExportRow(ExportRequest request, byte[] sealed) {
        id = request.id().value();
        kind = ExportWords.KIND.word(request.kind());
        requestedAt = request.requestedAt();
        organisation = request.requester().organisation().value();
        user = request.requester().user().value();
        reason = request.reason();
        conditions = request.conditions().stream().sorted().toArray(String[]::new);
        this.sealed = sealed;
        countedRows = request.extent().rows();
        moreRows = request.extent().more();
        upTo = request.upTo();
        expiresAt = request.expiresAt();
        needsApproval = request.needsApproval();
    }

    ExportRequest request() {
        return new ExportRequest(
                new ExportId(id),
                ExportWords.KIND.value(kind),
                new Officer(new OdsCode(organisation), new SdsUserId(user)),
                reason,
                Set.of(conditions),
                new ExportExtent(countedRows, moreRows),
                requestedAt,
                upTo,
                expiresAt,
                needsApproval);
    }
}
