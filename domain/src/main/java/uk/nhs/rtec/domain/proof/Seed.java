package uk.nhs.rtec.domain.proof;

/**
 * The secret of one check from which the salts of its patient's fields are made, so that nobody can find a field by trying; it is sealed with
 * them.
 *
 * @param bytes 32 random bytes
 */
public record Seed(Bytes bytes) {

    /** How many bytes a seed has. */
    public static final int LENGTH = 32;

    public Seed {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException("a seed has 32 bytes");
        }
    }

    /** The salt of one field: HMAC-SHA-256 of its tag; it tells nothing of the other salts. */
    public Bytes salt(PatientField field) {
        return Sha256.keyed(bytes, (byte) field.tag());
    }

    @Override
    public String toString() {
        return "Seed[…]";
    }
}
