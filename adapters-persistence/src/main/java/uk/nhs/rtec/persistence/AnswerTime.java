package uk.nhs.rtec.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;

/**
 * How long the driver waits for an answer on one connection. A pool has it short, for the sake of checks, and would give a connection up on
 * which a statement is at work that may take longer.
 */
public final class AnswerTime implements AutoCloseable {

    /** By then a statement that took its whole time has been broken off and has said so. */
    private static final int SECONDS_BEYOND = 2;

    private final Connection connection;
    private final int usualMillis;

    private AnswerTime(Connection connection, int usualMillis) {
        this.connection = connection;
        this.usualMillis = usualMillis;
    }

    /** Waits as long as a statement of so many seconds takes, until this is closed; H2 has nobody to wait for. */
    public static AnswerTime ofStatement(Connection connection, int seconds) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return new AnswerTime(connection, 0);
        }
        int usual = connection.getNetworkTimeout();
        int needed = (int) TimeUnit.SECONDS.toMillis(seconds + SECONDS_BEYOND);
        // None at all is as long as it takes.
        if (usual > 0 && usual < needed) {
            connection.setNetworkTimeout(Runnable::run, needed);
        }
        return new AnswerTime(connection, usual);
    }

    /** Has it as it was. */
    @Override
    public void close() throws SQLException {
        if (usualMillis > 0 && !connection.isClosed()) {
            connection.setNetworkTimeout(Runnable::run, usualMillis);
        }
    }
}
