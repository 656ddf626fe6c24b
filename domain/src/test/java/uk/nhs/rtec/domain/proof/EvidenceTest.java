package uk.nhs.rtec.domain.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Evidence proves what it says, and nothing that was changed, be it by one bit. */
final class EvidenceTest {

    private static final Evidence EVIDENCE =
            Example.evidence(PatientField.STATED_SURNAME, PatientField.STATED_FORENAME, PatientField.CORRELATION_ID);

    @Test
    void evidenceProvesTheCheck() {
        assertThat(EVIDENCE.verify(Example.PUBLIC_KEY)).isEqualTo(new Verdict.Verified());
        assertThat(Example.evidence().verify(Example.PUBLIC_KEY)).isEqualTo(new Verdict.Verified());
        assertThat(Example.evidence(PatientField.values()).verify(Example.PUBLIC_KEY))
                .isEqualTo(new Verdict.Verified());
    }

    @Test
    void anotherLedgersKeyProvesNothing() {
        assertThat(flaws(EVIDENCE, Example.ANOTHER_KEY)).containsExactly(Flaw.CHECKPOINT_NOT_SIGNED);
    }

    @Test
    void noByteOfAFieldOfTheCheckCanBeChanged() {
        Example.CHECK.values().forEach((field, value) -> assertThat(aBitOfEachByteOf(value))
                .allSatisfy(tampered -> assertThat(flaws(with(Example.CHECK.with(field, tampered)), Example.PUBLIC_KEY))
                        .contains(Flaw.CHECK_NOT_IN_BATCH)));
    }

    @ParameterizedTest
    @EnumSource(ClearField.class)
    void noFieldOfTheCheckCanBeLeftOutOrAdded(ClearField field) {
        Map<ClearField, Bytes> values = new HashMap<>(Example.CHECK.values());
        if (values.remove(field) == null) {
            values.put(field, Bytes.ofText("x"));
        }

        assertThat(flaws(with(new ClearFields(values)), Example.PUBLIC_KEY)).contains(Flaw.CHECK_NOT_IN_BATCH);
    }

    @ParameterizedTest
    @EnumSource(PatientField.class)
    void noByteOfWhatIsSaidOfThePatientCanBeChanged(PatientField field) {
        Commitment said = EVIDENCE.patient().of(field);
        Stream<Commitment> tampered;
        if (said instanceof Commitment.Disclosed disclosed) {
            tampered = Stream.concat(
                    aBitOfEachByteOf(disclosed.salt()).stream()
                            .map(salt -> new Commitment.Disclosed(salt, disclosed.value())),
                    disclosed.value().map(EvidenceTest::aBitOfEachByteOf).orElse(List.of(Bytes.of())).stream()
                            .map(value -> new Commitment.Disclosed(disclosed.salt(), Optional.of(value))));
        } else {
            tampered = aBitOfEachByteOf(said.hash(field).bytes()).stream()
                    .map(Hash::new)
                    .map(Commitment.Hidden::new);
        }

        assertThat(tampered).isNotEmpty().allSatisfy(commitment -> assertThat(
                        flaws(with(field, commitment), Example.PUBLIC_KEY))
                .containsExactly(Flaw.PATIENT_NOT_AS_RECORDED));
    }

    @Test
    void aValueIsNotNoneAndNoneIsNoValue() {
        Commitment.Disclosed none = disclosed(PatientField.STATED_FORENAME);
        Commitment.Disclosed empty = disclosed(PatientField.CORRELATION_ID);

        assertThat(none.value()).isEmpty();
        assertThat(empty.value()).contains(Bytes.of());
        assertThat(flaws(
                        with(PatientField.STATED_FORENAME, new Commitment.Disclosed(none.salt(), empty.value())),
                        Example.PUBLIC_KEY))
                .containsExactly(Flaw.PATIENT_NOT_AS_RECORDED);
        assertThat(flaws(
                        with(PatientField.CORRELATION_ID, new Commitment.Disclosed(empty.salt(), none.value())),
                        Example.PUBLIC_KEY))
                .containsExactly(Flaw.PATIENT_NOT_AS_RECORDED);
    }

    static Stream<Arguments> headers() {
        BatchHeader batch = Example.BATCH;
        return Stream.of(
                Arguments.of(
                        "node",
                        new BatchHeader(
                                "rtec0", 7, Example.MONTH, batch.previous(), batch.root(), 3, batch.writtenAt())),
                Arguments.of(
                        "number",
                        new BatchHeader(
                                "rtec1", 6, Example.MONTH, batch.previous(), batch.root(), 3, batch.writtenAt())),
                Arguments.of(
                        "size",
                        new BatchHeader(
                                "rtec1", 7, Example.MONTH, batch.previous(), batch.root(), 2, batch.writtenAt())),
                Arguments.of(
                        "time",
                        new BatchHeader(
                                "rtec1",
                                7,
                                Example.MONTH,
                                batch.previous(),
                                batch.root(),
                                3,
                                batch.writtenAt().minusNanos(1_000))));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void noPartOfTheBatchCanBeChanged(String part, BatchHeader tampered) {
        assertThat(flaws(with(tampered), Example.PUBLIC_KEY)).contains(Flaw.BATCH_NOT_IN_LOG);
    }

    @Test
    void noByteOfTheHashesOfTheBatchCanBeChanged() {
        BatchHeader batch = Example.BATCH;
        for (Bytes previous : aBitOfEachByteOf(batch.previous().bytes())) {
            assertThat(flaws(
                            with(new BatchHeader(
                                    "rtec1", 7, Example.MONTH, new Hash(previous), batch.root(), 3, batch.writtenAt())),
                            Example.PUBLIC_KEY))
                    .containsExactly(Flaw.BATCH_NOT_IN_LOG);
        }
        for (Bytes root : aBitOfEachByteOf(batch.root().bytes())) {
            assertThat(flaws(
                            with(new BatchHeader(
                                    "rtec1", 7, Example.MONTH, batch.previous(), new Hash(root), 3, batch.writtenAt())),
                            Example.PUBLIC_KEY))
                    .containsExactlyInAnyOrder(Flaw.BATCH_NOT_IN_LOG, Flaw.CHECK_NOT_IN_BATCH);
        }
    }

    @Test
    void aCheckBelongsToTheMonthOfItsBatchAndItsLog() {
        BatchHeader next = new BatchHeader(
                "rtec1",
                7,
                Example.MONTH.plusMonths(1),
                Example.BATCH.previous(),
                Example.BATCH.root(),
                3,
                Example.BATCH.writtenAt());

        assertThat(flaws(with(next), Example.PUBLIC_KEY)).contains(Flaw.OTHER_MONTH);
        for (String answered : List.of("2026-12-01T00:00:00.000000Z", "2026-10-31T23:59:59.999999Z", "soon")) {
            assertThat(flaws(
                            with(Example.CHECK.with(ClearField.ANSWERED_AT, Bytes.ofText(answered))),
                            Example.PUBLIC_KEY))
                    .contains(Flaw.OTHER_MONTH);
        }
        assertThat(flaws(with(Example.CHECK.with(ClearField.ANSWERED_AT, Bytes.ofHex("c328"))), Example.PUBLIC_KEY))
                .contains(Flaw.OTHER_MONTH);
    }

    /** Everything right, but for the month: what a ledger would sign that puts batches into the log of another month. */
    @Test
    void aBatchInTheLogOfAnotherMonthIsSeen() {
        Checkpoint october = new Checkpoint(
                Example.CHECKPOINT.ledger(),
                Example.MONTH.minusMonths(1),
                Example.CHECKPOINT.size(),
                Example.CHECKPOINT.root());

        assertThat(flaws(with(october.sign(Example.PRIVATE_KEY, Example.PUBLIC_KEY)), Example.PUBLIC_KEY))
                .containsExactly(Flaw.OTHER_MONTH);
    }

    @Test
    void noPartOfTheProofInTheBatchCanBeChanged() {
        assertThat(tamperedProofs(EVIDENCE.inBatch())).allSatisfy(proof -> assertThat(flaws(
                        new Evidence(
                                EVIDENCE.check(),
                                EVIDENCE.patient(),
                                EVIDENCE.batch(),
                                proof,
                                EVIDENCE.inLog(),
                                EVIDENCE.checkpoint()),
                        Example.PUBLIC_KEY))
                .containsExactly(Flaw.CHECK_NOT_IN_BATCH));
    }

    @Test
    void noPartOfTheProofInTheLogCanBeChanged() {
        assertThat(tamperedProofs(EVIDENCE.inLog())).allSatisfy(proof -> assertThat(flaws(
                        new Evidence(
                                EVIDENCE.check(),
                                EVIDENCE.patient(),
                                EVIDENCE.batch(),
                                EVIDENCE.inBatch(),
                                proof,
                                EVIDENCE.checkpoint()),
                        Example.PUBLIC_KEY))
                .containsExactly(Flaw.BATCH_NOT_IN_LOG));
    }

    @Test
    void aCheckpointThatTheLedgerNeverSignedIsSeen() {
        Checkpoint forged = new Checkpoint(
                Example.CHECKPOINT.ledger(), Example.MONTH, Example.CHECKPOINT.size(), Example.CHECKPOINT.root());
        CheckpointNote note = forged.sign(
                Example.PRIVATE_KEY, Example.PUBLIC_KEY); // and then with every bit of its signature changed
        NoteSignature signature = note.signatures().get(0);
        for (Bytes tampered : aBitOfEachByteOf(signature.keyIdAndSignature())) {
            assertThat(flaws(
                            with(new CheckpointNote(forged, List.of(new NoteSignature(signature.keyName(), tampered)))),
                            Example.PUBLIC_KEY))
                    .containsExactly(Flaw.CHECKPOINT_NOT_SIGNED);
        }
    }

    @Test
    void aCheckpointOfAnotherRootOrSizeIsSeen() {
        Hash root = Example.CHECKPOINT.root();
        for (Bytes tampered : aBitOfEachByteOf(root.bytes())) {
            assertThat(flaws(withCheckpoint(5, new Hash(tampered)), Example.PUBLIC_KEY))
                    .containsExactlyInAnyOrder(Flaw.CHECKPOINT_NOT_SIGNED, Flaw.BATCH_NOT_IN_LOG);
        }
        for (long size : List.of(0L, 4L, 6L)) {
            assertThat(flaws(withCheckpoint(size, root), Example.PUBLIC_KEY))
                    .containsExactlyInAnyOrder(Flaw.CHECKPOINT_NOT_SIGNED, Flaw.BATCH_NOT_IN_LOG);
        }
    }

    @Test
    void everythingThatIsWrongIsNamed() {
        Evidence evidence = new Evidence(
                Example.CHECK
                        .with(ClearField.ANSWERED_AT, Bytes.ofText(Moments.text(Instant.EPOCH)))
                        .with(ClearField.PATIENT_ROOT, Hash.NONE.bytes()),
                EVIDENCE.patient(),
                EVIDENCE.batch(),
                EVIDENCE.inBatch(),
                EVIDENCE.inBatch(),
                EVIDENCE.checkpoint());

        assertThat(flaws(evidence, Example.ANOTHER_KEY)).containsExactly(Flaw.values());
    }

    private static Set<Flaw> flaws(Evidence evidence, PublicKey key) {
        return evidence.verify(key).map(verified -> EnumSet.noneOf(Flaw.class), Verdict.NotVerified::flaws);
    }

    private static List<InclusionProof> tamperedProofs(InclusionProof proof) {
        List<InclusionProof> tampered = new ArrayList<>();
        for (int bit = 0; bit < 64; bit++) {
            tampered.add(new InclusionProof(proof.index() ^ (1L << bit), proof.size(), proof.path()));
            tampered.add(new InclusionProof(proof.index(), proof.size() ^ (1L << bit), proof.path()));
        }
        for (int step = 0; step < proof.path().size(); step++) {
            for (Bytes hash : aBitOfEachByteOf(proof.path().get(step).bytes())) {
                List<Hash> path = new ArrayList<>(proof.path());
                path.set(step, new Hash(hash));
                tampered.add(new InclusionProof(proof.index(), proof.size(), path));
            }
            List<Hash> shorter = new ArrayList<>(proof.path());
            shorter.remove(step);
            tampered.add(new InclusionProof(proof.index(), proof.size(), shorter));
        }
        return tampered;
    }

    /** These bytes, with one bit changed of one byte: another bit of each. */
    private static List<Bytes> aBitOfEachByteOf(Bytes bytes) {
        return IntStream.range(0, bytes.length())
                .mapToObj(each -> {
                    byte[] tampered = bytes.toArray();
                    tampered[each] ^= (byte) (1 << each % 8);
                    return Bytes.of(tampered);
                })
                .toList();
    }

    private static Commitment.Disclosed disclosed(PatientField field) {
        return (Commitment.Disclosed) EVIDENCE.patient().of(field);
    }

    private static Evidence with(ClearFields check) {
        return new Evidence(
                check,
                EVIDENCE.patient(),
                EVIDENCE.batch(),
                EVIDENCE.inBatch(),
                EVIDENCE.inLog(),
                EVIDENCE.checkpoint());
    }

    private static Evidence with(PatientField field, Commitment commitment) {
        Map<PatientField, Commitment> commitments =
                new EnumMap<>(EVIDENCE.patient().commitments());
        commitments.put(field, commitment);
        return new Evidence(
                EVIDENCE.check(),
                new PatientEvidence(commitments),
                EVIDENCE.batch(),
                EVIDENCE.inBatch(),
                EVIDENCE.inLog(),
                EVIDENCE.checkpoint());
    }

    private static Evidence with(BatchHeader batch) {
        return new Evidence(
                EVIDENCE.check(),
                EVIDENCE.patient(),
                batch,
                EVIDENCE.inBatch(),
                EVIDENCE.inLog(),
                EVIDENCE.checkpoint());
    }

    private static Evidence with(CheckpointNote note) {
        return new Evidence(
                EVIDENCE.check(), EVIDENCE.patient(), EVIDENCE.batch(), EVIDENCE.inBatch(), EVIDENCE.inLog(), note);
    }

    private static Evidence withCheckpoint(long size, Hash root) {
        return with(new CheckpointNote(
                new Checkpoint(Example.CHECKPOINT.ledger(), Example.MONTH, size, root),
                EVIDENCE.checkpoint().signatures()));
    }
}
