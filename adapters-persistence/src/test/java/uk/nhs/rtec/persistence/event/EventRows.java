package uk.nhs.rtec.persistence.event;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.event.SubscriptionCall;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** What no port tells of the rows about events. */
final class EventRows {

    private EventRows() {}

    static int bodies(DatabaseUnderTest database) {
        return rows(database, "select place from event_body", row -> row.getLong(1))
                .size();
    }

    static List<SubscriptionCall> calls(DatabaseUnderTest database) {
        return rows(
                database,
                "select what, patient_number, ends_at, called_at, result, subscription_id"
                        + " from subscription_call order by id",
                row -> new SubscriptionCall(
                        SubscriptionCall.What.valueOf(row.getString(1)),
                        new NhsNumber(row.getString(2)),
                        moment(row, 3),
                        moment(row, 4).orElseThrow(),
                        row.getString(5),
                        Optional.ofNullable(row.getString(6)).map(SubscriptionId::new)));
    }

    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private static <T> List<T> rows(DatabaseUnderTest database, String sql, Reading<T> reading) {
        try (Connection connection = database.owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(reading.of(result));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<Instant> moment(ResultSet row, int column) throws SQLException {
        return Optional.ofNullable(row.getObject(column, OffsetDateTime.class)).map(OffsetDateTime::toInstant);
    }
}
