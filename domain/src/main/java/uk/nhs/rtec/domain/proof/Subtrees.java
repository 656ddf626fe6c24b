package uk.nhs.rtec.domain.proof;

import java.util.ArrayList;
import java.util.List;

/** The complete subtrees of a Merkle tree, of which every root and every proof is made: kept, or made from what is kept. */
@FunctionalInterface
public interface Subtrees {

    /**
     * The root of the {@code 2^level} leaves from {@code index * 2^level} on, all of which the tree has.
     *
     * @param level 0 for the leaves themselves
     */
    Hash root(int level, long index);

    /** Those of a tree that is small enough to be held whole. */
    static Subtrees of(List<Hash> leaves) {
        List<List<Hash>> levels = new ArrayList<>();
        levels.add(List.copyOf(leaves));
        for (List<Hash> below = levels.get(0); below.size() > 1; below = levels.get(levels.size() - 1)) {
            List<Hash> level = new ArrayList<>(below.size() / 2);
            for (int right = 1; right < below.size(); right += 2) {
                level.add(MerkleTree.node(below.get(right - 1), below.get(right)));
            }
            levels.add(level);
        }
        return (level, index) -> levels.get(level).get(Math.toIntExact(index));
    }
}
