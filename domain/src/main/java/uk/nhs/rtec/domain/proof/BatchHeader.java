package uk.nhs.rtec.domain.proof;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/**
 * What a node wrote into the ledger in one transaction; the link of its chain, and a leaf of its month's log.
 *
 * @param node the name of the node: letters, digits, full stops, hyphens and underscores
 * @param number its place in the chain of the node, from 1 on
 * @param month the month in which all its checks were answered
 * @param previous the hash of the batch before it, {@link Hash#NONE} for the first
 * @param root the root of the tree of its checks
 * @param size how many checks it has
 * @param writtenAt when it was written, to the microsecond
 */
public record BatchHeader(
        String node, long number, YearMonth month, Hash previous, Hash root, int size, Instant writtenAt) {

    private static final Pattern NODE = Pattern.compile("[A-Za-z0-9._-]{1,60}");
    private static final int LENGTH_OF_MONTH = 7;

    public BatchHeader {
        if (!NODE.matcher(node).matches()) {
            throw new IllegalArgumentException(
                    "a node is named with letters, digits, full stops, hyphens, underscores");
        }
        if (number < 1 || size < 1) {
            throw new IllegalArgumentException("the first batch of a node is number 1, and none is empty");
        }
        writtenAt = writtenAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** The bytes that stand for the batch. */
    public Bytes layout() {
        byte[] name = Layout.ascii(node);
        ByteBuffer layout = ByteBuffer.allocate(1
                + Integer.BYTES
                + name.length
                + Long.BYTES
                + LENGTH_OF_MONTH
                + 2 * Hash.LENGTH
                + Integer.BYTES
                + Long.BYTES);
        layout.put(Layout.VERSION);
        Layout.putWithLength(layout, name);
        layout.putLong(number)
                .put(Layout.ascii(Moments.text(month)))
                .put(previous.bytes().toArray())
                .put(root.bytes().toArray())
                .putInt(size)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, writtenAt));
        return Layout.of(layout);
    }

    /** What the next batch of the node names as the one before it, and what stands in the log of the month. */
    public Hash hash() {
        return MerkleTree.leaf(layout());
    }
}
