package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.YearMonth;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.DatabaseFailure;

/** What the ledger needs before a month begins: its partition and its keys; and what it need not keep any longer. */
public final class LedgerUpkeep {

    private static final String PARTITIONS_AHEAD = """
            select to_regclass('ledger_check_' || to_char(now() at time zone 'UTC', 'YYYY_MM')) is not null,
                to_regclass('ledger_check_'
                    || to_char((now() at time zone 'UTC') + interval '1 month', 'YYYY_MM')) is not null""";

    private static final Outlook NOT_AT_ALL = new Outlook(false, false);

    private final DataSource database;
    private final KeyRing keys;
    private final InstantSource clock;

    /**
     * The upkeep of one database.
     *
     * @param database connects as the application user
     */
    public LedgerUpkeep(DataSource database, KeyRing keys, InstantSource clock) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
    }

    /** Whether checks of this month, and of the next one, find a place. */
    public record Outlook(boolean thisMonth, boolean nextMonth) {}

    /**
     * Makes what is missing, and forgets which request ids were answered longer ago than a repeat is safe.
     *
     * @throws DatabaseFailure when the database fails
     */
    public void run() {
        YearMonth now = Moments.monthOf(clock.instant());
        keys.prepare(now);
        keys.prepare(now.plusMonths(1));
        onPostgres(
                statement -> statement.execute("select ledger_make_partitions(), ledger_forget_answered_requests()"),
                true);
    }

    /**
     * Whether the ledger is ready.
     *
     * @throws DatabaseFailure when the database fails
     */
    public Outlook outlook() {
        return onPostgres(
                statement -> {
                    try (ResultSet result = statement.executeQuery(PARTITIONS_AHEAD)) {
                        return result.next() ? new Outlook(result.getBoolean(1), result.getBoolean(2)) : NOT_AT_ALL;
                    }
                },
                new Outlook(true, true));
    }

    private interface Work<T> {
        T with(Statement statement) throws SQLException;
    }

    /** Any other database keeps all months in one table. */
    private <T> T onPostgres(Work<T> work, T otherwise) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            return connection.isWrapperFor(PGConnection.class) ? work.with(statement) : otherwise;
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }
}
