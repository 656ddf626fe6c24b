package uk.nhs.rtec.domain.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Bytes in the order in which they are written; numbers have their highest byte first. */
final class Layout {

    /** The version of every layout that is written. */
    static final byte VERSION = 1;

    private Layout() {}

    /** How many bytes a tagged value takes. */
    static int sizeOfTagged(Bytes value) {
        return 1 + Integer.BYTES + value.length();
    }

    static void putTagged(ByteBuffer layout, int tag, Bytes value) {
        layout.put((byte) tag);
        putWithLength(layout, value.toArray());
    }

    static void putWithLength(ByteBuffer layout, byte[] value) {
        layout.putInt(value.length).put(value);
    }

    /** The value that was put with its length. */
    static Bytes withLength(ByteBuffer layout) {
        int length = layout.getInt();
        if (length < 0 || length > layout.remaining()) {
            throw new IllegalArgumentException("a layout that ends before its value does");
        }
        byte[] value = new byte[length];
        layout.get(value);
        return Bytes.of(value);
    }

    static byte[] ascii(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (!text.equals(new String(bytes, StandardCharsets.US_ASCII))) {
            throw new IllegalArgumentException("a text of ASCII characters is needed");
        }
        return bytes;
    }

    /** All that was written. */
    static Bytes of(ByteBuffer layout) {
        byte[] written = new byte[layout.flip().remaining()];
        layout.get(written);
        return Bytes.of(written);
    }
}
