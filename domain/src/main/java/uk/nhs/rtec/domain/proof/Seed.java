package uk.nhs.rtec.domain.proof;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

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

    /** The salt of each field: HMAC-SHA-256 of its tag; it tells nothing of the other salts. */
    public Map<PatientField, Bytes> salts() {
        Sha256.Keyed keyed = Sha256.keyed(bytes);
        Map<PatientField, Bytes> salts = new EnumMap<>(PatientField.class);
        for (PatientField field : PatientField.values()) {
            salts.put(field, keyed.of((byte) field.tag()));
        }
        return salts;
    }

    /** The salt of one field. */
    public Bytes salt(PatientField field) {
        return Objects.requireNonNull(salts().get(field));
    }

    @Override
    public String toString() {
        return "Seed[…]";
    }
}
