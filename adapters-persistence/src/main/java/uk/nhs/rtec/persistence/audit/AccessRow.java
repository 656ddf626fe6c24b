package uk.nhs.rtec.persistence.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.AccessId;
import uk.nhs.rtec.application.audit.AccessSubject;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.KeptAccess;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.AccessLink;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** A look into the history as a row: a link of the chain of its node. */
@Entity
@Immutable
@Table(name = "access_record")
class AccessRow {

    @Id
    UUID id;

    String node;

    @Column(name = "access_number")
    long number;

    @Column(name = "accessed_at")
    Instant accessedAt;

    String kind;

    @Column(name = "ods_code")
    String odsCode;

    @Column(name = "user_id")
    String userId;

    @Nullable
    String reason;

    String[] conditions;

    @Column(name = "check_id")
    @Nullable
    UUID checkId;

    @Column(name = "export_id")
    @Nullable
    UUID exportId;

    @Column(name = "alert_id")
    @Nullable
    UUID alertId;

    @Nullable
    String outcome;

    @Column(name = "previous_hash")
    byte[] previousHash;

    @Column(name = "access_hash")
    byte[] accessHash;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    AccessRow() {}

    AccessRow(AccessLink link) {
        id = link.id();
        node = link.node();
        number = link.number();
        accessedAt = link.at();
        kind = link.kind();
        odsCode = link.odsCode();
        userId = link.userId();
        reason = link.reason().orElse(null);
        conditions = link.conditions().toArray(String[]::new);
        checkId = link.check().orElse(null);
        exportId = link.export().orElse(null);
        alertId = link.alert().orElse(null);
        outcome = link.outcome().orElse(null);
        previousHash = link.previous().bytes().toArray();
        accessHash = link.hash().bytes().toArray();
    }

    /** The access as the next link after another. */
    static AccessLink link(AccessToHistory access, String node, long number, Hash previous) {
        return new AccessLink(
                node,
                number,
                previous,
                UUID.randomUUID(),
                access.at(),
                AccessWords.KIND.word(access.kind()),
                access.auditor().organisation().value(),
                access.auditor().user().value(),
                access.reason(),
                access.conditions().stream().sorted().toList(),
                access.check().map(CheckId::value),
                access.export(),
                access.alert().map(AccessId::value),
                access.outcome().map(AccessWords.OUTCOME::word));
    }

    KeptAccess kept() {
        return new KeptAccess(
                new AccessId(id),
                new AccessToHistory(
                        AccessWords.KIND.value(kind),
                        new Officer(new OdsCode(odsCode), new SdsUserId(userId)),
                        Optional.ofNullable(reason),
                        Set.of(conditions),
                        new AccessSubject(
                                Optional.ofNullable(checkId).map(CheckId::new),
                                Optional.ofNullable(exportId),
                                Optional.ofNullable(alertId).map(AccessId::new)),
                        accessedAt,
                        Optional.ofNullable(outcome).map(AccessWords.OUTCOME::value)));
    }
}
