package uk.nhs.rtec.domain.proof;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the ledger keeps of one check in the clear.
 *
 * @param values of the fields that the check has, in the order of their tags; a value has one byte or more
 */
public record ClearFields(Map<ClearField, Bytes> values) {

    public ClearFields {
        Map<ClearField, Bytes> ordered = new EnumMap<>(ClearField.class);
        ordered.putAll(values);
        for (Bytes value : ordered.values()) {
            if (value.length() == 0) {
                throw new IllegalArgumentException("a field without a value is left out");
            }
        }
        values = Collections.unmodifiableMap(ordered);
    }

    /** These fields and this one. */
    public ClearFields with(ClearField field, Bytes value) {
        return with(Map.of(field, value));
    }

    /** These fields and those. */
    public ClearFields with(Map<ClearField, Bytes> others) {
        Map<ClearField, Bytes> more = new EnumMap<>(ClearField.class);
        more.putAll(values);
        more.putAll(others);
        return new ClearFields(more);
    }

    /** The value of a field, if the check has it. */
    public Optional<Bytes> value(ClearField field) {
        return Optional.ofNullable(values.get(field));
    }

    /** The text of a field, if the check has it. */
    public Optional<String> text(ClearField field) {
        return value(field).map(Bytes::inTheClear);
    }

    /** The moment that a field states, if the check has it and it states one. */
    public Optional<Instant> moment(ClearField field) {
        return text(field).flatMap(Moments::parse);
    }

    /** The bytes that stand for the check: the version, then tag, length and value of each field. */
    public Bytes layout() {
        ByteBuffer layout = ByteBuffer.allocate(
                1 + values.values().stream().mapToInt(Layout::sizeOfTagged).sum());
        layout.put(Layout.VERSION);
        values.forEach((field, value) -> Layout.putTagged(layout, field.tag(), value));
        return Layout.of(layout);
    }

    /** The leaf of its batch's tree that the check is. */
    public Hash leaf() {
        return MerkleTree.leaf(layout());
    }

    /** A prescription leads to a patient. */
    @Override
    public String toString() {
        return "ClearFields[…]";
    }
}
