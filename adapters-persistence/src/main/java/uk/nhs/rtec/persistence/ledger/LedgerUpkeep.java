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
import uk.nhs.rtec.persistence.AnswerTime;
import uk.nhs.rtec.persistence.DatabaseFailure;

/** What the ledger needs before a month begins: its partition and its keys; and what it need not keep any longer. */
public final class LedgerUpkeep {

    /** Nobody waits for the upkeep, and a partition, or room for a whole day's requests, is not had in a moment. */
    private static final int SECONDS = 20;

    /** Whoever asks whether the service is ready waits. */
    private static final int PROMPTLY = 1;

    /** So few that whoever repeats a request does not wait for them to go. */
    private static final int AT_ONCE = 5_000;

    private static final String MAKE_PARTITIONS = "select ledger_make_partitions()";

    private static final String FORGET = "select ledger_forget_answered_requests(" + AT_ONCE + ")";

    private static final String PARTITIONS_AHEAD = "select this_month, next_month from ledger_has_partitions()";

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
     * Makes what is missing of this month and of those that come.
     *
     * @throws DatabaseFailure when the database fails
     * @throws IllegalStateException when checks of this month find no place all the same
     */
    public void prepare() {
        YearMonth now = Moments.monthOf(clock.instant());
        keys.prepare(now);
        keys.prepare(now.plusMonths(1));
        onPostgres(SECONDS, statement -> statement.execute(MAKE_PARTITIONS), true);
        if (!outlook().thisMonth()) {
            throw new IllegalStateException("another table is in the way of this month's partition");
        }
    }

    /**
     * Forgets some of the request ids that were answered longer ago than a repeat is safe.
     *
     * @return whether there may be more of them
     * @throws DatabaseFailure when the database fails; what went before stays gone
     */
    public boolean forget() {
        return onPostgres(
                SECONDS,
                statement -> {
                    try (ResultSet result = statement.executeQuery(FORGET)) {
                        return result.next() && result.getInt(1) == AT_ONCE;
                    }
                },
                false);
    }

    /**
     * Whether the ledger is ready.
     *
     * @throws DatabaseFailure when the database fails
     */
    public Outlook outlook() {
        return onPostgres(
                PROMPTLY,
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
    private <T> T onPostgres(int seconds, Work<T> work, T otherwise) {
        try (Connection connection = database.getConnection()) {
            if (!connection.isWrapperFor(PGConnection.class)) {
                return otherwise;
            }
            AnswerTime longer = AnswerTime.ofStatement(connection, seconds);
            try (longer;
                    Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(seconds);
                return work.with(statement);
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }
}
