package uk.nhs.rtec.persistence.copy;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into one table of PostgreSQL, in chunks, however many they are. */
public final class BinaryCopy implements AutoCloseable {

    /** A chunk goes out when it is about as large as this. */
    private static final int CHUNK = 1 << 16;

    private final CopyIn copy;
    private final CopiedRows rows = new CopiedRows(2 * CHUNK);

    /**
     * Begins.
     *
     * @param into the table, and its columns in the order in which each row will name them
     */
    public BinaryCopy(Connection connection, String into) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " from stdin (format binary)");
        rows.begin();
    }

    /** Whether rows can take this way on that connection. */
    public static boolean isPossibleOn(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class);
    }

    /** Where the next row is to be added, as a whole. */
    public CopiedRows next() throws SQLException {
        if (rows.length() >= CHUNK) {
            send();
        }
        return rows;
    }

    /** All rows are said: they are in the table when this returns. */
    public void end() throws SQLException {
        rows.end();
        send();
        copy.endCopy();
    }

    /** Without {@link #end()}, takes back what was sent, so that the connection can be used again. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }

    private void send() throws SQLException {
        copy.writeToCopy(rows.array(), 0, rows.length());
        rows.clear();
    }
}
