package uk.nhs.rtec.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hashing of RFC 6962, held against the reference tree that implementations of certificate transparency are tested with. */
final class MerkleTreeTest {

    private static final List<Hash> REFERENCE = Arrays.stream(new String[] {
                "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
            })
            .map(Bytes::ofHex)
            .map(MerkleTree::leaf)
            .toList();

    private static final List<Hash> LEAVES =
            IntStream.range(0, 300).mapToObj(MerkleTreeTest::leaf).toList();

    private static final List<Hash> ROOTS = IntStream.rangeClosed(0, 300)
            .mapToObj(size -> MerkleTree.of(leaves(size)).root())
            .toList();

    private static final String A = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
    private static final String B = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
    private static final String C = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
    private static final String D = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";
    private static final String E = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
    private static final String F = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
    private static final String G = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";

    @ParameterizedTest
    @CsvSource({
        "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    })
    void theReferenceTreeHasTheRootsThatWerePublished(int size, String root) {
        assertThat(MerkleTree.of(REFERENCE.subList(0, size)).root().hex()).isEqualTo(root);
        assertThat(range(REFERENCE.subList(0, size)).root().hex()).isEqualTo(root);
    }

    @Test
    void itsProofsAreThoseThatWerePublished() {
        MerkleTree eight = MerkleTree.of(REFERENCE);

        assertThat(eight.inclusion(0).path()).extracting(Hash::hex).containsExactly(A, B, C);
        assertThat(eight.inclusion(5).path()).extracting(Hash::hex).containsExactly(D, E, F);
        assertThat(MerkleTree.of(REFERENCE.subList(0, 1)).inclusion(0).path()).isEmpty();
        assertThat(eight.consistency(1).path()).extracting(Hash::hex).containsExactly(A, B, C);
        assertThat(eight.consistency(6).path()).extracting(Hash::hex).containsExactly(G, E, F);
        assertThat(MerkleTree.of(REFERENCE.subList(0, 5)).consistency(2).path())
                .extracting(Hash::hex)
                .containsExactly(B, D);
        assertThat(eight.consistency(8).path()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "3, 3", "0, 0"})
    void aLeafThatIsNotThereIsNotProved(int index, int size) {
        MerkleTree tree = MerkleTree.of(leaves(size));

        assertThatThrownBy(() -> tree.inclusion(index)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"-1, 3", "4, 3"})
    void aSizeThatATreeNeverHadIsNotProved(int from, int size) {
        MerkleTree tree = MerkleTree.of(leaves(size));

        assertThatThrownBy(() -> tree.consistency(from)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 600)
    void aCompactRangeHasTheRootOfItsTree(@ForAll @IntRange(min = 0, max = 300) int size) {
        assertThat(range(leaves(size)).root())
                .isEqualTo(MerkleTree.of(leaves(size)).root());
    }

    @Property(tries = 600)
    void everyLeafIsProvedAndNoOther(@ForAll @IntRange(min = 1, max = 300) int size) {
        MerkleTree tree = MerkleTree.of(leaves(size));
        Hash root = tree.root();
        for (int index = 0; index < size; index++) {
            InclusionProof proof = tree.inclusion(index);
            Hash leaf = leaves(size).get(index);

            assertThat(proof.proves(leaf, root)).isTrue();
            assertThat(proof.proves(leaf(size), root)).isFalse();
            assertThat(proof.proves(leaf, leaf)).isEqualTo(size == 1);
            assertThat(moved(proof, (index + 1) % size, size).proves(leaf, root))
                    .isEqualTo(size == 1);
            assertThat(moved(proof, -1, size).proves(leaf, root)).isFalse();
            assertThat(moved(proof, size, size).proves(leaf, root)).isFalse();
            assertNoOtherPath(
                    proof.path(), path -> new InclusionProof(proof.index(), proof.size(), path).proves(leaf, root));
        }
    }

    @Property(tries = 600)
    void everyTreeExtendsWhatItWasAndNothingElse(@ForAll @IntRange(min = 0, max = 300) int to) {
        MerkleTree larger = MerkleTree.of(leaves(to));
        Hash root = larger.root();
        for (int from = 0; from <= to; from++) {
            Hash fromRoot = ROOTS.get(from);
            ConsistencyProof proof = larger.consistency(from);

            assertThat(proof.proves(fromRoot, root)).isTrue();
            assertThat(proof.proves(leaf(-1), root)).isFalse();
            assertThat(proof.proves(fromRoot, leaf(-1))).isEqualTo(from == 0 && to > 0);
            assertThat(new ConsistencyProof(to, from, proof.path()).proves(root, fromRoot))
                    .isEqualTo(from == to);
            if (from > 0 && from < to) {
                assertNoOtherPath(proof.path(), path -> new ConsistencyProof(proof.from(), proof.to(), path)
                        .proves(fromRoot, root));
            }
        }
    }

    @Test
    void aTreeThatWasChangedExtendsNothing() {
        List<Hash> changed = new ArrayList<>(leaves(20));
        changed.set(4, leaf(1_000));
        MerkleTree larger = MerkleTree.of(changed);

        assertThat(larger.consistency(5).proves(MerkleTree.of(leaves(5)).root(), larger.root()))
                .isFalse();
        assertThat(larger.consistency(4).proves(MerkleTree.of(leaves(4)).root(), larger.root()))
                .isTrue();
    }

    @Test
    void aTreeCanBeMadeOfSubtreesThatAreKeptElsewhere() {
        List<Hash> leaves = leaves(300);
        List<Hash> kept = IntStream.range(0, 300 / 16)
                .mapToObj(each ->
                        MerkleTree.of(leaves.subList(each * 16, each * 16 + 16)).root())
                .toList();
        Subtrees subtrees = (level, index) -> level < 4
                ? MerkleTree.of(leaves.subList((int) index << level, (int) (index + 1) << level))
                        .root()
                : MerkleTree.of(kept.subList((int) index << (level - 4), (int) (index + 1) << (level - 4)))
                        .root();
        MerkleTree tree = new MerkleTree(300, subtrees);

        assertThat(tree.root()).isEqualTo(MerkleTree.of(leaves).root());
        assertThat(tree.inclusion(123)).isEqualTo(MerkleTree.of(leaves).inclusion(123));
        assertThat(tree.consistency(77)).isEqualTo(MerkleTree.of(leaves).consistency(77));
    }

    @Test
    void aLeafCannotPassForTheTreeAboveIt() {
        byte[] children = new byte[64];

        assertThat(MerkleTree.leaf(Bytes.of(children))).isNotEqualTo(MerkleTree.node(Hash.NONE, Hash.NONE));
    }

    private static List<Hash> leaves(int size) {
        return LEAVES.subList(0, size);
    }

    private static Hash leaf(int number) {
        return MerkleTree.leaf(Bytes.ofText("leaf " + number));
    }

    private static CompactRange range(List<Hash> leaves) {
        CompactRange range = CompactRange.EMPTY;
        for (Hash leaf : leaves) {
            range = range.plus(leaf);
        }
        return range;
    }

    private static InclusionProof moved(InclusionProof proof, long index, long size) {
        return new InclusionProof(index, size, proof.path());
    }

    private interface Proof {
        boolean holdsWith(List<Hash> path);
    }

    /** Neither a step more, nor one less, nor another one. */
    private static void assertNoOtherPath(List<Hash> path, Proof proof) {
        List<Hash> longer = new ArrayList<>(path);
        longer.add(leaf(0));
        assertThat(proof.holdsWith(longer)).isFalse();
        lastOf(path).ifPresent(last -> {
            assertThat(proof.holdsWith(path.subList(0, path.size() - 1))).isFalse();
            List<Hash> other = new ArrayList<>(path);
            other.set(path.size() - 1, MerkleTree.node(last, last));
            assertThat(proof.holdsWith(other)).isFalse();
        });
    }

    private static Optional<Hash> lastOf(List<Hash> path) {
        return path.isEmpty() ? Optional.empty() : Optional.of(path.get(path.size() - 1));
    }
}
