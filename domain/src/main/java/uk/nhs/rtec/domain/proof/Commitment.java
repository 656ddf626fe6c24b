package uk.nhs.rtec.domain.proof;

import java.util.Optional;

/** What evidence says of one field of a patient: either way it comes to the same hash, which the ledger was built on. */
public sealed interface Commitment {

    /** The hash that binds the ledger to the value of this field, or to there being none. */
    Hash hash(PatientField field);

    /** Nothing but the hash. */
    record Hidden(Hash commitment) implements Commitment {

        @Override
        public Hash hash(PatientField field) {
            return commitment;
        }
    }

    /**
     * The value, or that there is none.
     *
     * @param salt what keeps anyone to whom the field is hidden from finding its value by trying
     */
    record Disclosed(Bytes salt, Optional<Bytes> value) implements Commitment {

        private static final byte ABSENT = 0;
        private static final byte PRESENT = 1;

        public Disclosed {
            if (salt.length() != Hash.LENGTH) {
                throw new IllegalArgumentException("a salt has 32 bytes");
            }
        }

        @Override
        public Hash hash(PatientField field) {
            byte[] head = {(byte) field.tag(), value.isPresent() ? PRESENT : ABSENT};
            return Sha256.of(
                    Sha256.COMMITMENT,
                    salt.toArray(),
                    head,
                    value.map(Bytes::toArray).orElseGet(() -> new byte[0]));
        }

        @Override
        public String toString() {
            return "Disclosed[…]";
        }
    }
}
