package uk.nhs.rtec.domain.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * As much of a growing tree as its root needs: one hash for each bit of its size.
 *
 * @param size how many leaves the tree has
 * @param peaks the roots of its largest complete subtrees, from the left
 */
public record CompactRange(long size, List<Hash> peaks) {

    /** Of the tree without leaves. */
    public static final CompactRange EMPTY = new CompactRange(0, List.of());

    public CompactRange {
        peaks = List.copyOf(peaks);
        if (size < 0 || peaks.size() != Long.bitCount(size)) {
            throw new IllegalArgumentException("a tree has one peak for each bit of its size");
        }
    }

    /** Of the tree with one leaf more. */
    public CompactRange plus(Hash leaf) {
        List<Hash> grown = new ArrayList<>(peaks);
        Hash peak = leaf;
        for (int level = 0; level < Long.numberOfTrailingZeros(~size); level++) {
            peak = MerkleTree.node(grown.remove(grown.size() - 1), peak);
        }
        grown.add(peak);
        return new CompactRange(size + 1, grown);
    }

    /** The root of the tree. */
    public Hash root() {
        if (peaks.isEmpty()) {
            return Sha256.of();
        }
        Hash root = peaks.get(peaks.size() - 1);
        for (int left = peaks.size() - 2; left >= 0; left--) {
            root = MerkleTree.node(peaks.get(left), root);
        }
        return root;
    }
}
