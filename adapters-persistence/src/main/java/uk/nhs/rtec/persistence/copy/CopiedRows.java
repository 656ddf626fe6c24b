package uk.nhs.rtec.persistence.copy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows in the binary form of PostgreSQL's COPY: every field a length and that many bytes, so nothing to escape and little to parse. */
public final class CopiedRows {

    /** What a file in this form begins with: the signature, no flags, no extension. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final short END = -1;
    private static final int NULL = -1;

    /** The moment, and the day, from which PostgreSQL counts. */
    private static final Instant FIRST_MOMENT = Instant.parse("2000-01-01T00:00:00Z");

    private static final long FIRST_DAY = LocalDate.of(2000, 1, 1).toEpochDay();

    private ByteBuffer bytes;

    /** None yet, with room for about so many bytes. */
    public CopiedRows(int expected) {
        bytes = ByteBuffer.allocate(expected);
    }

    /** A further row of so many fields, which are to be added now. */
    public CopiedRows beginRow(int fields) {
        room(Short.BYTES).putShort((short) fields);
        return this;
    }

    /** Nothing. */
    public CopiedRows addNull() {
        room(Integer.BYTES).putInt(NULL);
        return this;
    }

    /** Bytes, or a text in UTF-8. */
    public CopiedRows add(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
        return this;
    }

    /** A text, or nothing. */
    public CopiedRows add(@Nullable String value) {
        return value == null ? addNull() : add(value.getBytes(StandardCharsets.UTF_8));
    }

    /** An id. */
    public CopiedRows add(UUID value) {
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
        return this;
    }

    /** A moment, to the microsecond. */
    public CopiedRows add(Instant value) {
        return add(ChronoUnit.MICROS.between(FIRST_MOMENT, value));
    }

    /** A day. */
    public CopiedRows add(LocalDate value) {
        return add(Math.toIntExact(value.toEpochDay() - FIRST_DAY));
    }

    /** A number of eight bytes. */
    public CopiedRows add(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
        return this;
    }

    /** A number of four bytes. */
    public CopiedRows add(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
        return this;
    }

    /** What was added elsewhere. */
    public CopiedRows add(CopiedRows others) {
        room(others.length()).put(others.bytes.array(), 0, others.length());
        return this;
    }

    void begin() {
        room(HEADER.length).put(HEADER);
    }

    void end() {
        room(Short.BYTES).putShort(END);
    }

    void clear() {
        bytes.clear();
    }

    int length() {
        return bytes.position();
    }

    /** The bytes so far, and perhaps more behind them. */
    byte[] array() {
        return bytes.array();
    }

    private ByteBuffer room(int more) {
        if (bytes.remaining() < more) {
            ByteBuffer larger = ByteBuffer.allocate(Math.max(2 * bytes.capacity(), bytes.position() + more));
            larger.put(bytes.flip());
            bytes = larger;
        }
        return bytes;
    }
}
