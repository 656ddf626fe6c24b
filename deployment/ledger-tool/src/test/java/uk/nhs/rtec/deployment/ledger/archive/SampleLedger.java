package uk.nhs.rtec.deployment.ledger.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckFields;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.PatientField;
import uk.nhs.rtec.domain.proof.PatientFields;
import uk.nhs.rtec.domain.proof.Seed;

/** A month of a ledger that two nodes wrote, in memory: the same one every time, but for what a test wants to be otherwise. */
public final class SampleLedger {

    public static final YearMonth MONTH = YearMonth.of(2026, 6);

    public static final String NAME = "rtec.test/ledger";

    public static final KeyPair KEY = newKey();

    private static final Bytes POSTCODE_HASH = Bytes.of(new byte[16]);

    private record Entry(ClearFields check, PatientFields patient, Seed seed, Bytes sealed) {}

    private record Batch(BatchHeader header, List<Entry> entries) {

        MerkleTree tree() {
            return MerkleTree.of(
                    entries.stream().map(entry -> entry.check().leaf()).toList());
        }
    }

    private final List<Batch> batches = new ArrayList<>();

    private SampleLedger() {}

    public static KeyPair newKey() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new LinkageError("every Java has Ed25519", e);
        }
    }

    /** With batches of these sizes, the nodes taking turns; rtec1 has written nothing before, rtec2 has. */
    public static SampleLedger of(int... sizes) {
        return with(-1, sizes);
    }

    /** The same, but that between two batches of a node there is one of another month, with this name of the one before the later. */
    public static SampleLedger ofTwoMonths(int later, Hash between, int... sizes) {
        return with(-1, later, between, sizes);
    }

    /** The same, but that another organisation asked for the first check of one of the batches, and everything after fits. */
    public static SampleLedger with(int changedBatch, int... sizes) {
        return with(changedBatch, -1, Hash.NONE, sizes);
    }

    private static SampleLedger with(int changedBatch, int later, Hash between, int... sizes) {
        SampleLedger ledger = new SampleLedger();
        Map<String, BatchHeader> chains = new HashMap<>();
        for (int index = 0; index < sizes.length; index++) {
            int batch = index;
            List<Entry> entries = IntStream.range(0, sizes[index])
                    .mapToObj(position -> entry(batch, position, batch == changedBatch && position == 0))
                    .toList();
            String node = index % 2 == 0 ? "rtec1" : "rtec2";
            BatchHeader before = chains.get(node);
            long first = node.equals("rtec1") ? 1 : 41;
            Hash earlier = first == 1 ? Hash.NONE : Hash.ofHex("ab".repeat(32));
            BatchHeader header = new BatchHeader(
                    node,
                    before == null ? first : before.number() + (index == later ? 2 : 1),
                    MONTH,
                    index == later ? between : before == null ? earlier : before.hash(),
                    new Batch(anyHeader(), entries).tree().root(),
                    entries.size(),
                    Examples.NOON.plusSeconds(index));
            chains.put(node, header);
            ledger.batches.add(new Batch(header, entries));
        }
        return ledger;
    }

    /** Its archive, with a checkpoint after every other batch and the last. */
    public SampleLedger archive(Path folder) throws IOException {
        try (ArchiveWriter archive = new ArchiveWriter(folder, NAME, MONTH)) {
            for (Batch batch : batches) {
                archive.batch(batch.header());
                for (Entry entry : batch.entries()) {
                    archive.check(entry.check(), entry.sealed(), Optional.of(POSTCODE_HASH));
                }
            }
            for (int size = 1; size <= batches.size(); size++) {
                if (size % 2 == 0 || size == batches.size()) {
                    archive.checkpoint(checkpoint(size));
                }
            }
            archive.key("{\"wrapped\":\"for a test\"}");
            archive.finish();
        }
        return this;
    }

    /** The signed checkpoint of that size. */
    public CheckpointNote checkpoint(int size) {
        return new Checkpoint(NAME, MONTH, size, log(size).root()).sign(KEY.getPrivate(), KEY.getPublic());
    }

    /** The log as it was at that size. */
    public MerkleTree log(int size) {
        return MerkleTree.of(batches.subList(0, size).stream()
                .map(batch -> batch.header().hash())
                .toList());
    }

    /** The evidence of one check at the end of the month. */
    public Evidence evidence(int batch, int position, PatientField... disclosed) {
        Batch in = batches.get(batch);
        Entry entry = in.entries().get(position);
        return new Evidence(
                entry.check(),
                entry.patient().evidence(entry.seed(), Set.of(disclosed)),
                in.header(),
                in.tree().inclusion(position),
                log(batches.size()).inclusion(batch),
                checkpoint(batches.size()));
    }

    private static Entry entry(int batch, int position, boolean changed) {
        ConcludedCheck check = Examples.check()
                .withId(new UUID(batch, position))
                .askedAt(Examples.NOON.plusSeconds(batch).plusMillis(position))
                .of(Examples.prescription(batch * 1_000 + position))
                .by(changed ? Examples.OTHER_PHARMACY : Examples.PHARMACY)
                .concluded();
        CheckFields fields = CheckFields.of(check);
        Seed seed = new Seed(Bytes.of(
                ByteBuffer.allocate(Seed.LENGTH).putInt(batch).putInt(position).array()));
        Bytes sealed = Bytes.ofText("sealed " + batch + "/" + position);
        return new Entry(
                fields.clear()
                        .with(ClearField.STATED_NUMBER_HASH, Bytes.of(new byte[16]))
                        .with(ClearField.PERSON_HASH, Bytes.of(new byte[16]))
                        .with(
                                ClearField.SEALED_HASH,
                                Hash.sha256(sealed.toArray()).bytes())
                        .with(
                                ClearField.PATIENT_ROOT,
                                fields.patient().root(seed).bytes()),
                fields.patient(),
                seed,
                sealed);
    }

    private static BatchHeader anyHeader() {
        return new BatchHeader("any", 1, Moments.monthOf(Examples.NOON), Hash.NONE, Hash.NONE, 1, Instant.EPOCH);
    }
}
