package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

// A server that dies in the middle of an import: afterwards everything is as if it had not.
class PostgresImportCrashIT {

    private static final String JOBS = "/register/v1/imports";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** A step and a half. */
    private static final int LINES = 15_000;

    private static final int LINES_IN_A_STEP = 10_000;

    @Test
    void afterAKillEverythingIsAsAnUndisturbedImportMakesIt() throws SQLException {
        RegisterLines lines = RegisterLines.some(LINES);
        try (OwnServer server = OwnServer.onPostgres("crash")) {
            Rtec first = server.start();
            String officer = first.token("register-officer");
            String place;
            try (Connection other = connected(server)) {
                // Somebody who does not commit holds the last step up, so that the kill finds it half done.
                other.setAutoCommit(false);
                add(other, lines.number(LINES - 2));
                place = submitted(first, officer, lines);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> job(first, officer, place).getInt("read") > 0);

                server.kill();

                other.rollback();
            }
            assertThat(asked(server, "select lines_read from import_job where state = 'RUNNING'"))
                    .isEqualTo(Integer.toString(LINES_IN_A_STEP));
            Rtec second = server.start();
            JsonObject ended = ended(second, second.token("register-officer"), place);
            String register = registered(server);

            assertThat(ended.getString("state")).isEqualTo("SUCCEEDED");
            assertThat(ImportJobIT.counters(ended)).isEqualTo(lines.counters());
            assertThat(asked(
                            server,
                            "select count(*) from certificate_person where certificate_number like '" + lines.prefix()
                                    + "%'"))
                    .isEqualTo(Integer.toString(LINES - LINES / 100));
            await().atMost(PATIENCE).until(() -> asked(server, "select count(*) from import_file")
                    .equals("0"));
            assertThat(asked(server, "select count(*) from import_piece")).isEqualTo("0");

            done(server, "truncate certificate_person, certificate, certificate_revocation");
            String undisturbed = submitted(second, second.token("register-officer"), lines);
            JsonObject other = ended(second, second.token("register-officer"), undisturbed);

            assertThat(ImportJobIT.counters(other)).isEqualTo(ImportJobIT.counters(ended));
            assertThat(registered(server)).isEqualTo(register);
            String token = second.token("register-officer");
            assertThat(second.get(second.http(place + "/refused"), token).body())
                    .isEqualTo(second.get(second.http(undisturbed + "/refused"), token)
                            .body())
                    .isEqualTo(lines.refused());
        }
    }

    private static String submitted(Rtec rtec, String officer, RegisterLines lines) {
        HttpResponse<String> answer =
                rtec.post(rtec.http(JOBS + "?kind=certificates"), officer, "text/csv", lines.file());
        assertThat(answer.statusCode()).isEqualTo(202);
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static JsonObject ended(Rtec rtec, String officer, String place) {
        return await().atMost(PATIENCE).until(() -> job(rtec, officer, place), job -> !job.getString("state")
                .equals("RUNNING"));
    }

    private static JsonObject job(Rtec rtec, String officer, String place) {
        HttpResponse<String> answer = rtec.get(rtec.http(place), officer);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Rtec.json(answer.body());
    }

    /** Everything that is in the register but ids and times, and not the demo's own people, as one sum. */
    private static String registered(OwnServer server) throws SQLException {
        return asked(server, """
                select count(*) || ' ' || md5(string_agg(entry, E'\\n' order by entry)) from (
                    select concat_ws('|', c.number, c.category_code, c.valid_from, c.valid_to, c.taken_in_by_user,
                        p.relationship, p.nhs_number, p.surname, p.forename, p.date_of_birth, p.postcode,
                        p.surname_key, p.postcode_key, p.taken_in_by_user) as entry
                    from certificate c left join certificate_person p on p.certificate_number = c.number
                    where c.taken_in_by_organisation <> 'DEMO') as entries""");
    }

    private static String asked(OwnServer server, String question) throws SQLException {
        try (Connection connection = connected(server);
                Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            assertThat(answer.next()).isTrue();
            return answer.getString(1);
        }
    }

    private static void add(Connection connection, String certificate) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into certificate (number, category_code, valid_from, valid_to)"
                        + " values (?, '0006', date '2026-01-01', date '2026-12-31')")) {
            statement.setString(1, certificate);
            statement.execute();
        }
    }

    private static void done(OwnServer server, String change) throws SQLException {
        try (Connection connection = connected(server);
                Statement statement = connection.createStatement()) {
            statement.execute(change);
        }
    }

    private static Connection connected(OwnServer server) throws SQLException {
        return DriverManager.getConnection(server.databaseUrl(), PostgresDatabase.NAME, PostgresDatabase.NAME);
    }
}
