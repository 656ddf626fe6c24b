package uk.nhs.rtec.domain.proof;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * One access to the history of checks as a link of the chain that its node wrote.
 *
 * @param node the name of the node: letters, digits, full stops, hyphens and underscores
 * @param number its place in the chain of the node, from 1 on
 * @param previous the hash of the access before it, {@link Hash#NONE} for the first
 * @param id the name of the access
 * @param at when it was, to the microsecond
 * @param kind the word for what was done
 * @param conditions the names of the conditions of a search, in the order in which they are kept
 */
public record AccessLink(
        String node,
        long number,
        Hash previous,
        UUID id,
        Instant at,
        String kind,
        String odsCode,
        String userId,
        Optional<String> reason,
        List<String> conditions,
        Optional<UUID> check,
        Optional<UUID> export) {

    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final int ABSENT = -1;
    private static final int LENGTH_OF_UUID = 2 * Long.BYTES;

    public AccessLink {
        if (!NODE.matcher(node).matches()) {
            throw new IllegalArgumentException(
                    "a node is named with letters, digits, full stops, hyphens, underscores");
        }
        if (number < 1) {
            throw new IllegalArgumentException("the first access of a node is number 1");
        }
        at = at.truncatedTo(ChronoUnit.MICROS);
        conditions = List.copyOf(conditions);
    }

    /** The bytes that stand for the access. */
    public Bytes layout() {
        ByteArrayOutputStream layout = new ByteArrayOutputStream();
        layout.write(Layout.VERSION);
        put(layout, Optional.of(node));
        layout.writeBytes(number(number));
        layout.writeBytes(previous.bytes().toArray());
        put(layout, id);
        layout.writeBytes(number(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
        put(layout, Optional.of(kind));
        put(layout, Optional.of(odsCode));
        put(layout, Optional.of(userId));
        put(layout, reason);
        put(layout, conditions.size());
        conditions.forEach(condition -> put(layout, Optional.of(condition)));
        putName(layout, check);
        putName(layout, export);
        return Bytes.of(layout.toByteArray());
    }

    /** What the next access of the node names as the one before it. */
    public Hash hash() {
        return Sha256.of(Sha256.ACCESS, layout().toArray());
    }

    /** Leaves the reason out, which may name a patient. */
    @Override
    public String toString() {
        return "AccessLink[" + node + ", " + number + "]";
    }

    private static void put(ByteArrayOutputStream layout, Optional<String> text) {
        if (text.isEmpty()) {
            put(layout, ABSENT);
            return;
        }
        byte[] bytes = Bytes.ofText(text.get()).toArray();
        put(layout, bytes.length);
        layout.writeBytes(bytes);
    }

    private static void putName(ByteArrayOutputStream layout, Optional<UUID> name) {
        put(layout, name.isPresent() ? LENGTH_OF_UUID : ABSENT);
        name.ifPresent(value -> put(layout, value));
    }

    private static void put(ByteArrayOutputStream layout, UUID value) {
        layout.writeBytes(number(value.getMostSignificantBits()));
        layout.writeBytes(number(value.getLeastSignificantBits()));
    }

    private static void put(ByteArrayOutputStream layout, int number) {
        layout.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
