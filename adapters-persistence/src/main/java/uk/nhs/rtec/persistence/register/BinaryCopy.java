package uk.nhs.rtec.persistence.register;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Rows on their way into one table of PostgreSQL, in the binary form of its COPY: nothing to escape here, and little to parse there. */
final class BinaryCopy implements AutoCloseable {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int NULL = -1;
    private static final int END = -1;
    private static final long ITS_FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();
    private static final Instant ITS_FIRST_MOMENT = Instant.parse("2000-01-01T00:00:00Z");

    /** A chunk goes out when it is about as large as this. */
    private static final int CHUNK = 1 << 16;

    private final CopyIn copy;
    private byte[] bytes = new byte[2 * CHUNK];
    private int length;

    /**
     * Begins.
     *
     * @param into the table, and its columns in the order in which each row will name them
     */
    BinaryCopy(Connection connection, String into) throws SQLException {
        copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn("copy " + into + " from stdin (format binary)");
        put(SIGNATURE);
        int32(0);
        int32(0);
    }

    /** Whether rows can take this way on that connection. */
    static boolean isPossibleOn(Connection connection) throws SQLException {
        return connection.isWrapperFor(PGConnection.class);
    }

    BinaryCopy row(int columns) throws SQLException {
        if (length >= CHUNK) {
            send();
        }
        int16(columns);
        return this;
    }

    BinaryCopy text(@Nullable String value) {
        if (value == null) {
            int32(NULL);
        } else {
            byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
            int32(encoded.length);
            put(encoded);
        }
        return this;
    }

    BinaryCopy day(LocalDate value) {
        int32(Integer.BYTES);
        int32(Math.toIntExact(value.toEpochDay() - ITS_FIRST_DAY));
        return this;
    }

    BinaryCopy moment(Instant value) {
        int32(Long.BYTES);
        int64(ChronoUnit.MICROS.between(ITS_FIRST_MOMENT, value));
        return this;
    }

    BinaryCopy id(UUID value) {
        int32(2 * Long.BYTES);
        int64(value.getMostSignificantBits());
        int64(value.getLeastSignificantBits());
        return this;
    }

    /** All rows are said: they are in the table when this returns. */
    void end() throws SQLException {
        int16(END);
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
        copy.writeToCopy(bytes, 0, length);
        length = 0;
    }

    private void put(byte[] more) {
        if (length + more.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more.length));
        }
        System.arraycopy(more, 0, bytes, length, more.length);
        length += more.length;
    }

    private void int16(int value) {
        put(new byte[] {(byte) (value >>> 8), (byte) value});
    }

    private void int32(int value) {
        put(new byte[] {(byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value});
    }

    private void int64(long value) {
        int32((int) (value >>> 32));
        int32((int) value);
    }
}
