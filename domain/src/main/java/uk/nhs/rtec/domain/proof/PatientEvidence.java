package uk.nhs.rtec.domain.proof;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * What evidence says of the patient of a check.
 *
 * @param commitments one for every field there is
 */
public record PatientEvidence(Map<PatientField, Commitment> commitments) {

    public PatientEvidence {
        Map<PatientField, Commitment> ordered = new EnumMap<>(PatientField.class);
        ordered.putAll(commitments);
        if (ordered.size() != PatientField.values().length) {
            throw new IllegalArgumentException("every field of a patient is disclosed or hidden");
        }
        commitments = Collections.unmodifiableMap(ordered);
    }

    /** What is said of one field. */
    public Commitment of(PatientField field) {
        return Objects.requireNonNull(commitments.get(field));
    }

    /** The root that the check must state of its patient if all this is true. */
    public Hash root() {
        byte[] hashes = new byte[1 + Hash.LENGTH * commitments.size()];
        hashes[0] = Layout.VERSION;
        int position = 1;
        for (Map.Entry<PatientField, Commitment> each : commitments.entrySet()) {
            byte[] hash = each.getValue().hash(each.getKey()).bytes().toArray();
            System.arraycopy(hash, 0, hashes, position, Hash.LENGTH);
            position += Hash.LENGTH;
        }
        return Sha256.of(Sha256.PATIENT, hashes);
    }

    @Override
    public String toString() {
        return "PatientEvidence[…]";
    }
}
