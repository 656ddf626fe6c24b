package uk.nhs.rtec.domain.proof;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * That a tree begins with all leaves of a smaller one: it was added to, and nothing else.
 *
 * @param from how many leaves the smaller one has
 * @param to how many leaves the larger one has
 * @param path the roots of the subtrees from which both roots can be made
 */
public record ConsistencyProof(long from, long to, List<Hash> path) {

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /** Whether this proves it of the trees with these roots (RFC 9162 §2.1.4.2); every tree begins with no leaves. */
    public boolean proves(Hash fromRoot, Hash toRoot) {
        if (from < 0 || from > to) {
            return false;
        }
        if (from == to) {
            return path.isEmpty() && fromRoot.equals(toRoot);
        }
        if (from == 0) {
            return path.isEmpty() && fromRoot.equals(Sha256.of());
        }
        if (path.isEmpty()) {
            return false;
        }
        List<Hash> hashes = new ArrayList<>(path);
        if (Long.bitCount(from) == 1) {
            hashes.add(0, fromRoot);
        }
        long place = from - 1;
        long last = to - 1;
        while (isOdd(place)) {
            place >>= 1;
            last >>= 1;
        }
        Hash smaller = hashes.get(0);
        Hash larger = hashes.get(0);
        for (Hash beside : hashes.subList(1, hashes.size())) {
            if (last == 0) {
                return false;
            }
            if (isOdd(place) || place == last) {
                smaller = MerkleTree.node(beside, smaller);
                larger = MerkleTree.node(beside, larger);
                while (!isOdd(place) && place != 0) {
                    place >>= 1;
                    last >>= 1;
                }
            } else {
                larger = MerkleTree.node(larger, beside);
            }
            place >>= 1;
            last >>= 1;
        }
        return last == 0 && smaller.equals(fromRoot) && larger.equals(toRoot);
    }

    /** Each hash in Base64 on a line of its own. */
    public String text() {
        return path.stream()
                .map(hash -> Base64.getEncoder().encodeToString(hash.bytes().toArray()) + "\n")
                .collect(Collectors.joining());
    }

    private static boolean isOdd(long number) {
        return (number & 1) == 1;
    }
}
