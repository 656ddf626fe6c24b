package uk.nhs.rtec.persistence.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessLog;
import uk.nhs.rtec.application.audit.AccessOutcome;
import uk.nhs.rtec.application.audit.AccessSubject;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.AskedConditions;
import uk.nhs.rtec.application.audit.ExportExtent;
import uk.nhs.rtec.application.audit.ExportId;
import uk.nhs.rtec.application.audit.ExportKind;
import uk.nhs.rtec.application.audit.ExportRecordsContract;
import uk.nhs.rtec.application.audit.ExportRequest;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** What exports in a database owe beside. */
interface SealedExportsContract extends ExportRecordsContract {

    /** A month of which no other test knows. */
    Instant LONG_AGO = Instant.parse("2026-01-15T12:00:00Z");

    DatabaseUnderTest database();

    @Test
    default void noConditionIsInTheClearInAnyColumn() throws SQLException {
        ExportRequest request = request();
        records()
                .add(
                        request,
                        new AskedConditions(Map.of("nhsNumber", "9434765919", "surname", "Parker")),
                        requested(request));
        try (Connection connection = database().owner().getConnection();
                PreparedStatement select = connection.prepareStatement("select * from history_export where id = ?")) {
            select.setObject(1, request.id().value());
            try (ResultSet row = select.executeQuery()) {
                assertThat(row.next()).isTrue();
                for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                    Object value = row.getObject(column);
                    String text = value instanceof byte[] bytes
                            ? new String(bytes, StandardCharsets.ISO_8859_1)
                            : String.valueOf(value);
                    assertThat(text).doesNotContain("9434765919", "Parker");
                }
            }
        }
    }

    @Test
    default void whereTheKeysOfAMonthAreDestroyedNobodyKnowsAnyMoreWhatWasAskedForInIt() {
        ExportRequest request = request();
        records().add(request, CONDITIONS, requested(request));
        database().asOwner("delete from ledger_key where ledger_month = '2026-01'");
        assertThat(records().find(request.id())).isPresent();
        assertThat(records().conditions(request.id())).isEmpty();
    }

    @Override
    default AccessLog log() {
        return new HibernateAccessLog(database().store());
    }

    private static AccessToHistory requested(ExportRequest request) {
        return AccessToHistory.attempt(AccessKind.EXPORT_REQUEST, AUDITOR, LONG_AGO)
                .about(AccessSubject.of(request.id()))
                .ended(AccessOutcome.SUCCEEDED);
    }

    private static ExportRequest request() {
        return new ExportRequest(
                new ExportId(UUID.randomUUID()),
                ExportKind.CHECKS,
                AUDITOR,
                "case 17",
                CONDITIONS.names(),
                new ExportExtent(1, false),
                LONG_AGO,
                LONG_AGO.minusSeconds(60),
                LONG_AGO.plus(Duration.ofDays(7)),
                false);
    }
}
