package uk.nhs.rtec.persistence.ledger;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** Which check stands for a requester's request id. */
@Entity
@Table(name = "answered_request")
class AnsweredRequestRow {

    /** A request id and whose it is. */
    @Embeddable
    record Key(
            @Column(name = "request_id") UUID requestId,
            @Embedded RequesterColumns requester) {}

    @EmbeddedId
    Key key;

    @Column(name = "check_id")
    UUID checkId;

    @Column(name = "answered_at")
    Instant answeredAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    AnsweredRequestRow() {}
}
