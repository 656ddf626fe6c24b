package uk.nhs.rtec.domain.proof;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
 * @param alert the alert that somebody wanted to close
 * @param outcome the word for what came of it; what was recorded before such words were has neither this nor an alert
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
        Optional<UUID> export,
        Optional<UUID> alert,
        Optional<String> outcome) {

    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final byte WITHOUT_OUTCOME = 1;
    private static final byte WITH_OUTCOME = 2;
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
        List<byte[]> parts = new ArrayList<>();
        parts.add(new byte[] {version()});
        put(parts, Optional.of(node));
        parts.add(number(number));
        parts.add(previous.bytes().toArray());
        parts.add(bytes(id));
        parts.add(number(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
        put(parts, Optional.of(kind));
        put(parts, Optional.of(odsCode));
        put(parts, Optional.of(userId));
        put(parts, reason);
        parts.add(length(conditions.size()));
        conditions.forEach(condition -> put(parts, Optional.of(condition)));
        putName(parts, check);
        putName(parts, export);
        if (version() == WITH_OUTCOME) {
            putName(parts, alert);
            put(parts, outcome);
        }
        ByteBuffer layout =
                ByteBuffer.allocate(parts.stream().mapToInt(part -> part.length).sum());
        parts.forEach(layout::put);
        return Layout.of(layout);
    }

    /** Of what a row has: one that gains or loses an outcome is hashed otherwise than it was. */
    private byte version() {
        return alert.isEmpty() && outcome.isEmpty() ? WITHOUT_OUTCOME : WITH_OUTCOME;
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

    private static void put(List<byte[]> parts, Optional<String> text) {
        if (text.isEmpty()) {
            parts.add(length(ABSENT));
            return;
        }
        byte[] bytes = Bytes.ofText(text.get()).toArray();
        parts.add(length(bytes.length));
        parts.add(bytes);
    }

    private static void putName(List<byte[]> parts, Optional<UUID> name) {
        parts.add(length(name.isPresent() ? LENGTH_OF_UUID : ABSENT));
        name.ifPresent(value -> parts.add(bytes(value)));
    }

    private static byte[] bytes(UUID value) {
        return ByteBuffer.allocate(LENGTH_OF_UUID)
                .putLong(value.getMostSignificantBits())
                .putLong(value.getLeastSignificantBits())
                .array();
    }

    private static byte[] length(int length) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(length).array();
    }

    private static byte[] number(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }
}
