package uk.nhs.rtec.domain.proof;

import java.util.List;

/**
 * That a leaf stands at a place in a tree.
 *
 * @param index the place of the leaf, from 0 on
 * @param size how many leaves the tree has
 * @param path the roots of the subtrees beside the way up from the leaf
 */
public record InclusionProof(long index, long size, List<Hash> path) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether this proves it of that leaf, for the tree with that root (RFC 9162 §2.1.3.2). */
    public boolean proves(Hash leaf, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long place = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash beside : path) {
            if (last == 0) {
                return false;
            }
            if (isOdd(place) || place == last) {
                hash = MerkleTree.node(beside, hash);
                while (!isOdd(place) && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                hash = MerkleTree.node(hash, beside);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    private static boolean isOdd(long number) {
        return (number & 1) == 1;
    }
}
