package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import javax.sql.DataSource;
import uk.nhs.rtec.persistence.DatabaseFailure;

/** What no log has yet, and nobody has signed. */
public final class UnsignedBatches {

    private static final int SECONDS = 1;

    /** One look-up for each node, however many wait: what no log has stands at the end of its node's chain. */
    private static final String OLDEST = "select written_at from ledger_batch where node = ? and batch_number >"
            + " (select coalesce(max(batch_number), 0) from ledger_log where node = ?)"
            + " order by batch_number fetch first 1 rows only";

    private final DataSource database;

    public UnsignedBatches(DataSource database) {
        this.database = database;
    }

    /**
     * When the oldest was written that waits; nothing when none does.
     *
     * @throws DatabaseFailure when the database fails
     */
    public Optional<Instant> since() {
        try (Connection connection = database.getConnection()) {
            Optional<Instant> since = Optional.empty();
            for (String node : StoredBatch.nodes(connection)) {
                Optional<Instant> oldest = oldest(connection, node);
                if (since.isEmpty() || oldest.filter(since.get()::isAfter).isPresent()) {
                    since = oldest;
                }
            }
            return since;
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    private static Optional<Instant> oldest(Connection connection, String node) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(OLDEST)) {
            select.setQueryTimeout(SECONDS);
            select.setString(1, node);
            select.setString(2, node);
            try (ResultSet result = select.executeQuery()) {
                return result.next()
                        ? Optional.of(result.getObject(1, OffsetDateTime.class).toInstant())
                        : Optional.empty();
            }
        }
    }
}
