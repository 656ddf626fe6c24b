package uk.nhs.rtec.persistence.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.AccessToHistory;

/** A look into the history as a row. */
@Entity
@Immutable
@Table(name = "access_record")
class AccessRow {

    @Id
    UUID id;

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

    @SuppressWarnings("NullAway.Init") // for Hibernate, which fills every field of the row that it reads
    AccessRow() {}

    AccessRow(AccessToHistory access) {
        id = UUID.randomUUID();
        accessedAt = access.at();
        kind = AccessWords.KIND.word(access.kind());
        odsCode = access.auditor().organisation().value();
        userId = access.auditor().user().value();
        reason = access.reason().orElse(null);
        conditions = access.conditions().stream().sorted().toArray(String[]::new);
        checkId = access.check().map(check -> check.value()).orElse(null);
        exportId = access.export().orElse(null);
    }
}
