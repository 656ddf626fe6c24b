package uk.nhs.rtec.persistence.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Rows in the binary format of PostgreSQL's COPY: every field a length and that many bytes. */
final class CopiedRows {

    /** What a file in this format begins with: the signature, no flags, no extension. */
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };

    private static final short END = -1;
    private static final int NULL = -1;

    /** The moment from which PostgreSQL counts. */
    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private ByteBuffer bytes;

    CopiedRows(int expected) {
        bytes = ByteBuffer.allocate(expected);
    }

    void begin() {
        room(HEADER.length).put(HEADER);
    }

    void beginRow(int fields) {
        room(Short.BYTES).putShort((short) fields);
    }

    void end() {
        room(Short.BYTES).putShort(END);
    }

    void addNull() {
        room(Integer.BYTES).putInt(NULL);
    }

    /** Bytes, or a text in UTF-8. */
    void add(byte[] value) {
        room(Integer.BYTES + value.length).putInt(value.length).put(value);
    }

    void add(String value) {
        add(value.getBytes(StandardCharsets.UTF_8));
    }

    void add(UUID value) {
        room(Integer.BYTES + 2 * Long.BYTES)
                .putInt(2 * Long.BYTES)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits());
    }

    void add(Instant value) {
        add(ChronoUnit.MICROS.between(EPOCH, value));
    }

    void add(long value) {
        room(Integer.BYTES + Long.BYTES).putInt(Long.BYTES).putLong(value);
    }

    void add(int value) {
        room(2 * Integer.BYTES).putInt(Integer.BYTES).putInt(value);
    }

    /** What was added elsewhere. */
    void add(CopiedRows others) {
        room(others.length()).put(others.bytes.array(), 0, others.length());
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
