package uk.nhs.rtec.persistence.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import uk.nhs.rtec.application.audit.AccessId;
import uk.nhs.rtec.application.audit.AlertClosure;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What came of looking at an alert, as a row. */
@Entity
@Immutable
@Table(name = "access_alert_closure")
class ClosureRow {

    @Id
    @Column(name = "access_id")
    UUID id;

    String finding;

    String note;

    @Column(name = "ods_code")
    String odsCode;

    @Column(name = "user_id")
    String userId;

    @Column(name = "closed_at")
    Instant closedAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    ClosureRow() {}

    AlertClosure closure() {
        return new AlertClosure(
                new AccessId(id),
                AccessWords.FINDING.value(finding),
                note,
                new Officer(new OdsCode(odsCode), new SdsUserId(userId)),
                closedAt);
    }
}
