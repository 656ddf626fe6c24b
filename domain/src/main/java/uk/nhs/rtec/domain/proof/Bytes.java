package uk.nhs.rtec.domain.proof;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
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
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return new Bytes(bytes);
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that cannot be written in UTF-8", e);
        }
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
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("bytes that are not of a text", e);
        }
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
