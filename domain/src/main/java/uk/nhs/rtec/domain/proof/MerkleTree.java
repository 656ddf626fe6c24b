package uk.nhs.rtec.domain.proof;

import java.util.ArrayList;
import java.util.List;

/** Any number of leaves under one root, as RFC 6962 hashes them. */
public record MerkleTree(long size, Subtrees subtrees) {

    public MerkleTree {
        if (size < 0) {
            throw new IllegalArgumentException("a tree cannot have fewer leaves than none");
        }
    }

    /** The tree of these leaves. */
    public static MerkleTree of(List<Hash> leaves) {
        return new MerkleTree(leaves.size(), Subtrees.of(leaves));
    }

    /** The hash of a leaf with this content. */
    public static Hash leaf(Bytes content) {
        return Sha256.of(Sha256.LEAF, content.toArray());
    }

    /** The root of a tree with these two halves. */
    public static Hash node(Hash left, Hash right) {
        return Sha256.of(Sha256.NODE, left.bytes().toArray(), right.bytes().toArray());
    }

    /** The root; of no leaves it is the hash of nothing. */
    public Hash root() {
        return size == 0 ? Sha256.of() : root(0, size);
    }

    /** That a leaf stands in this tree, for whoever knows its root. */
    public InclusionProof inclusion(long index) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("the tree has no such leaf");
        }
        List<Hash> path = new ArrayList<>();
        climb(index, 0, size, path);
        return new InclusionProof(index, size, path);
    }

    /** That this tree begins with all leaves of the tree that it was at that size, for whoever knows the roots of both. */
    public ConsistencyProof consistency(long from) {
        if (from < 0 || from > size) {
            throw new IllegalArgumentException("the tree never had this size");
        }
        List<Hash> path = new ArrayList<>();
        if (from > 0 && from < size) {
            compare(from, 0, size, true, path);
        }
        return new ConsistencyProof(from, size, path);
    }

    /** MTH of RFC 6962 §2.1; the first leaf always stands where a subtree of that many begins. */
    private Hash root(long first, long count) {
        long left = Long.highestOneBit(count);
        Hash complete = subtrees.root(Long.numberOfTrailingZeros(left), first / left);
        return left == count ? complete : node(complete, root(first + left, count - left));
    }

    /** PATH of RFC 6962 §2.1.1. */
    private void climb(long index, long first, long count, List<Hash> path) {
        if (count == 1) {
            return;
        }
        long left = leftOf(count);
        if (index < left) {
            climb(index, first, left, path);
            path.add(root(first + left, count - left));
        } else {
            climb(index - left, first + left, count - left, path);
            path.add(root(first, left));
        }
    }

    /** SUBPROOF of RFC 6962 §2.1.2. */
    private void compare(long from, long first, long count, boolean known, List<Hash> path) {
        if (from == count) {
            if (!known) {
                path.add(root(first, count));
            }
            return;
        }
        long left = leftOf(count);
        if (from <= left) {
            compare(from, first, left, known, path);
            path.add(root(first + left, count - left));
        } else {
            compare(from - left, first + left, count - left, false, path);
            path.add(root(first, left));
        }
    }

    /** How many of two or more leaves stand in the left half: the largest power of two below their number. */
    private static long leftOf(long count) {
        return Long.highestOneBit(count - 1);
    }

    @Override
    public String toString() {
        return "MerkleTree[" + size + "]";
    }
}
