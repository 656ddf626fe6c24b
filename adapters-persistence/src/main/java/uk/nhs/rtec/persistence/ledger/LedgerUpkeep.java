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
            select count(*) from generate_series(0, 1) as ahead
            where to_regclass('ledger_check_'
                || to_char((now() at time zone 'UTC') + ahead * interval '1 month', 'YYYY_MM')) is not null""";

    /** This month's and the next one's. */
    private static final int NEEDED = 2;

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

    /**
     * Makes what is missing, and forgets which request ids were answered longer ago than a repeat is safe.
     *
     * @throws DatabaseFailure when the database fails
     */
    public void run() {
        YearMonth now = Moments.monthOf(clock.instant());
        keys.prepare(now);
        keys.prepare(now.plusMonths(1));
        onPostgres(statement -> {
            statement.execute("select ledger_make_partitions(), ledger_forget_answered_requests()");
            return true;
        });
    }

    /**
     * Whether checks of this month and of the next one find a place.
     *
     * @throws DatabaseFailure when the database fails
     */
    public boolean isAhead() {
        return onPostgres(statement -> {
            try (ResultSet result = statement.executeQuery(PARTITIONS_AHEAD)) {
                return result.next() && result.getInt(1) == NEEDED;
            }
        });
    }

    private interface Work {
        boolean with(Statement statement) throws SQLException;
    }

    /** Any other database keeps all months in one table. */
    private boolean onPostgres(Work work) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            return !connection.isWrapperFor(PGConnection.class) || work.with(statement);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }
}
