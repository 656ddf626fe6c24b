package uk.nhs.rtec.domain.proof;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger keeps of the patient of one check.
 *
 * @param values of the fields that the check has, in the order of their tags; a value may be empty, which is not the same as none
 */
public record PatientFields(Map<PatientField, Bytes> values) {

    public PatientFields {
        Map<PatientField, Bytes> ordered = new EnumMap<>(PatientField.class);
        ordered.putAll(values);
        values = Collections.unmodifiableMap(ordered);
    }

    /** The value of a field, if the check has it. */
    public Optional<Bytes> value(PatientField field) {
        return Optional.ofNullable(values.get(field));
    }

    /** The bytes that are sealed: the version, then tag, length and value of each field. */
    public Bytes layout() {
        ByteBuffer layout = ByteBuffer.allocate(
                1 + values.values().stream().mapToInt(Layout::sizeOfTagged).sum());
        layout.put(Layout.VERSION);
        values.forEach((field, value) -> Layout.putTagged(layout, field.tag(), value));
        return Layout.of(layout);
    }

    /**
     * The fields that were laid out so.
     *
     * @throws IllegalArgumentException when the bytes are no such layout
     */
    public static PatientFields read(Bytes layout) {
        ByteBuffer rest = ByteBuffer.wrap(layout.toArray());
        Map<PatientField, Bytes> values = new EnumMap<>(PatientField.class);
        try {
            if (rest.get() != Layout.VERSION) {
                throw new IllegalArgumentException("a layout of patient fields in a version that is not known here");
            }
            int last = 0;
            while (rest.hasRemaining()) {
                int tag = Byte.toUnsignedInt(rest.get());
                PatientField field = PatientField.ofTag(tag)
                        .orElseThrow(() -> new IllegalArgumentException("a patient field that is not known here"));
                if (tag <= last) {
                    throw new IllegalArgumentException("patient fields out of order");
                }
                values.put(field, Layout.withLength(rest));
                last = tag;
            }
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a layout of patient fields that breaks off", e);
        }
        return new PatientFields(values);
    }

    /** The root that the check states of its patient. */
    public Hash root(Seed seed) {
        List<Hash> commitments = new ArrayList<>(PatientField.values().length);
        seed.salts()
                .forEach((field, salt) -> commitments.add(new Commitment.Disclosed(salt, value(field)).hash(field)));
        return PatientEvidence.root(commitments);
    }

    /** What evidence says of the patient: these fields with their salts, and of every other one only that it was committed to. */
    public PatientEvidence evidence(Seed seed, Set<PatientField> disclosed) {
        Map<PatientField, Commitment> commitments = new EnumMap<>(PatientField.class);
        seed.salts().forEach((field, salt) -> {
            Commitment.Disclosed commitment = new Commitment.Disclosed(salt, value(field));
            commitments.put(
                    field, disclosed.contains(field) ? commitment : new Commitment.Hidden(commitment.hash(field)));
        });
        return new PatientEvidence(commitments);
    }

    @Override
    public String toString() {
        return "PatientFields[…]";
    }
}
