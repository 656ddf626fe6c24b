package uk.nhs.rtec.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.register.ExampleEntry.entry;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.exemption.Revocation;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;
import uk.nhs.rtec.persistence.register.HibernateCertificateRecords;
import uk.nhs.rtec.persistence.register.HibernateCertificateStore;

/** What the user that the service runs as may do, and what not, on every database. */
interface ApplicationRightsContract {

    /** No right on PostgreSQL; on H2 no right, no administrator, and no truncating of what is referred to, which it looks at first. */
    List<String> REFUSED = List.of("42501", "90096", "90040", "90106");

    List<String> FORBIDDEN = List.of(
            "update ledger_check set outcome = outcome",
            "delete from ledger_check",
            "truncate table ledger_check",
            "update ledger_batch set node = node",
            "delete from ledger_batch",
            "truncate table ledger_batch",
            "update ledger_log set node = node",
            "delete from ledger_log",
            "truncate table ledger_log",
            "update ledger_subtree set subtree_hash = subtree_hash",
            "delete from ledger_subtree",
            "truncate table ledger_subtree",
            "update ledger_checkpoint set note = note",
            "delete from ledger_checkpoint",
            "truncate table ledger_checkpoint",
            "update ledger_key set data_key = data_key",
            "delete from ledger_key",
            "truncate table ledger_key",
            "drop table ledger_check",
            "alter table ledger_check drop constraint ledger_check_words",
            "delete from answered_request",
            "truncate table answered_request",
            "update certificate set category_code = category_code",
            "delete from certificate",
            "truncate table certificate",
            "update certificate_person set surname = surname",
            "delete from certificate_person",
            "truncate table certificate_person",
            "update certificate set taken_in_by_user = '0000'",
            "update certificate_person set taken_in_at = taken_in_at",
            "update certificate_revocation set reason = reason",
            "delete from certificate_revocation",
            "truncate table certificate_revocation",
            "update history_export set reason = reason",
            "delete from history_export",
            "truncate table history_export",
            "update history_export_decision set ruling = ruling",
            "delete from history_export_decision",
            "truncate table history_export_decision",
            "update history_export_download set file_rows = file_rows",
            "delete from history_export_download",
            "truncate table history_export_download",
            "update access_record set reason = reason",
            "delete from access_record",
            "truncate table access_record",
            "update access_head set note = note",
            "delete from access_head",
            "truncate table access_head",
            "update access_alert set accessed_at = accessed_at",
            "delete from access_alert",
            "truncate table access_alert",
            "update access_alert_closure set note = note",
            "delete from access_alert_closure",
            "truncate table access_alert_closure",
            "update covid_exemption set name = name",
            "delete from covid_exemption",
            "truncate table covid_exemption",
            "update covid_exemption_change set standing = standing",
            "delete from covid_exemption_change",
            "truncate table covid_exemption_change",
            "update covid_attempt set app_id = app_id",
            "delete from covid_attempt",
            "truncate table covid_attempt",
            "update claim set claimed_at = claimed_at",
            "delete from claim",
            "truncate table claim",
            "update claim_verdict set verdict = verdict",
            "delete from claim_verdict",
            "truncate table claim_verdict",
            "delete from claim_check_looked_at",
            "delete from statistics_hour",
            "truncate table statistics_followed",
            "delete from statistics_turn",
            "delete from import_job",
            "truncate table import_job",
            "update import_piece set bytes = bytes",
            "update import_refusal set reason = reason",
            "delete from import_refusal",
            "truncate table import_refusal",
            "update register_finding set deceased = deceased",
            "delete from register_finding",
            "truncate table register_finding",
            "delete from followed_holder",
            "truncate table followed_holder",
            "update subscription_call set result = result",
            "delete from subscription_call",
            "truncate table subscription_call",
            "update event_message set workflow = workflow",
            "delete from event_message",
            "truncate table event_message",
            "update event_body set body = body",
            "update event_conclusion set conclusion = conclusion",
            "delete from event_conclusion",
            "truncate table event_conclusion",
            "delete from flyway_schema_history",
            "create table something (id integer)");

    DatabaseUnderTest database();

    @TestFactory
    default Stream<DynamicTest> theServiceMayNotChangeWhatIsWritten() {
        try (LedgerUnderTest ledger = LedgerUnderTest.patient(database())) {
            ledger.ledger()
                    .append(Examples.check().withRequestId(UUID.randomUUID()).concluded());
        }
        new HibernateCertificateStore(database().store()).add(List.of(entry("A").taken()), Examples.AUTHORSHIP);
        new HibernateCertificateRecords(database().store())
                .revoke(entry("A").certificate().number(), new Revocation(Examples.TODAY, "lost"), Examples.AUTHORSHIP);
        return FORBIDDEN.stream().map(statement -> DynamicTest.dynamicTest(statement, () -> assertRefused(statement)));
    }

    @Test
    default void theServiceMayChangeWhichCheckStandsForARequestId() {
        assertThatCode(asTheService("update answered_request set answered_at = answered_at"))
                .doesNotThrowAnyException();
    }

    @Test
    default void theServiceIsNotTheOwner() throws SQLException {
        try (Connection application = database().application().getConnection();
                Connection owner = database().owner().getConnection()) {
            assertThat(Ownership.isOf(application, 1)).isFalse();
            assertThat(Ownership.isOf(owner, 1)).isTrue();
        }
    }

    @Test
    default void migratingAgainChangesNothing() {
        Migrations.apply(
                database().owner(), DatabaseUnderTest.APPLICATION_USER, DatabaseUnderTest.APPLICATION_PASSWORD);
        assertThat(count("flyway_schema_history where success")).isEqualTo(count("flyway_schema_history"));
    }

    private void assertRefused(String statement) {
        assertThatThrownBy(asTheService(statement))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isIn(REFUSED));
        assertThat(count("ledger_check")).isEqualTo(1);
        assertThat(count("certificate_person")).isEqualTo(1);
        assertThat(count("certificate_revocation")).isEqualTo(1);
    }

    private ThrowingCallable asTheService(String sql) {
        return () -> {
            try (Connection connection = database().application().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        };
    }

    private int count(String rows) {
        try (Connection connection = database().owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select count(*) from " + rows)) {
            result.next();
            return result.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
