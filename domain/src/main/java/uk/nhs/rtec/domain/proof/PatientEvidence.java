package uk.nhs.rtec.domain.proof;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
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
        return root(commitments.entrySet().stream()
                .map(each -> each.getValue().hash(each.getKey()))
                .toList());
    }

    /** The root over one hash for every field there is, in the order of their tags. */
    static Hash root(List<Hash> commitments) {
        ByteBuffer layout = ByteBuffer.allocate(1 + Hash.LENGTH * commitments.size());
        layout.put(Layout.VERSION);
        commitments.forEach(hash -> layout.put(hash.bytes().toArray()));
        return Sha256.of(Sha256.PATIENT, layout.array());
    }

    @Override
    public String toString() {
        return "PatientEvidence[…]";
    }
}
