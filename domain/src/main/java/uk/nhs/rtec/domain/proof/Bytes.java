package uk.nhs.rtec.domain.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** A sequence of bytes as a value; it may be a patient's, so it tells no more of itself than its length. */
public final class Bytes {

    private final byte[] bytes;

    private Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    /** These bytes. */
    public static Bytes of(byte... bytes) {
        return new Bytes(bytes.clone());
    }

    /**
     * The text in UTF-8.
     *
     * @throws IllegalArgumentException when the text has half of a surrogate pair, which has no bytes
     */
    public static Bytes ofText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        // What has no bytes comes back as something else.
        if (!new String(bytes, StandardCharsets.UTF_8).equals(text)) {
            throw new IllegalArgumentException("a text that cannot be written in UTF-8");
        }
        return new Bytes(bytes);
    }

    /**
     * The bytes that the hexadecimal digits spell.
     *
     * @throws IllegalArgumentException when the text is not of pairs of hexadecimal digits in lower case
     */
    public static Bytes ofHex(String digits) {
        if (digits.chars().anyMatch(Character::isUpperCase)) {
            throw new IllegalArgumentException("not hexadecimal digits in lower case");
        }
        try {
            return new Bytes(HexFormat.of().parseHex(digits));
        } catch (IllegalArgumentException e) {
            // Whose message has the digits in it.
            throw new IllegalArgumentException("not hexadecimal digits in lower case");
        }
    }

    /** How many there are. */
    public int length() {
        return bytes.length;
    }

    /** A copy of these bytes. */
    public byte[] toArray() {
        return bytes.clone();
    }

    /** Two hexadecimal digits for each, in lower case. */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * The text of which these are the UTF-8.
     *
     * @throws IllegalArgumentException when they are not of a text
     */
    public String inTheClear() {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new IllegalArgumentException("bytes that are not of a text");
        }
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Bytes[" + bytes.length + "]";
    }
}
