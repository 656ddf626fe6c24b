package uk.nhs.rtec.benchmark;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckFields;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.InclusionProof;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.domain.proof.Seed;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;

/** What the single steps of the ledger's proofs cost, by JMH: those that each check takes, each batch, each evidence and each checkpoint. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 8, time = 5)
@Measurement(iterations = 5, time = 4)
@Fork(1)
public class ProofSteps {

    private static final int BATCH = 256;
    private static final int BYTES_OF_A_NOTE = 120;

    private final ConcludedCheck check = ExampleChecks.next();
    private final List<Hash> leaves =
            Stream.generate(ProofSteps::anyHash).limit(BATCH).toList();
    private final MerkleTree tree = MerkleTree.of(leaves);
    private final Hash root = tree.root();
    private final InclusionProof proof = tree.inclusion(BATCH / 3);
    private final CheckpointKeys keys = keys();
    private final byte[] note = new byte[BYTES_OF_A_NOTE];
    private final byte[] signature = signature();

    /** A check's fields, the commitments to its patient, and its leaf. */
    @Benchmark
    public Hash leafOfACheck() {
        CheckFields fields = CheckFields.of(check);
        Seed seed = new Seed(anyHash().bytes());
        return MerkleTree.node(fields.clear().leaf(), fields.patient().root(seed));
    }

    /** The root over the leaves of a full batch. */
    @Benchmark
    public Hash rootOfABatch() {
        return MerkleTree.of(leaves).root();
    }

    /** That a leaf stands in a full batch. */
    @Benchmark
    public boolean verifiedInclusion() {
        return proof.proves(leaves.get(BATCH / 3), root);
    }

    /** The signature of a checkpoint. */
    @Benchmark
    public byte[] signature() {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initSign(keys.signing());
            ed25519.update(note);
            return ed25519.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** That a checkpoint is signed by the ledger. */
    @Benchmark
    public boolean verifiedSignature() throws GeneralSecurityException {
        Signature ed25519 = Signature.getInstance("Ed25519");
        ed25519.initVerify(keys.verifying());
        ed25519.update(note);
        return ed25519.verify(signature);
    }

    private static CheckpointKeys keys() {
        try {
            return LedgerKeys.signing();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Hash anyHash() {
        byte[] bytes = new byte[Hash.LENGTH];
        ThreadLocalRandom.current().nextBytes(bytes);
        return new Hash(Bytes.of(bytes));
    }
}
