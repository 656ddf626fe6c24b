package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder.BATCHES;
import static uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder.CHECKPOINTS;
import static uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder.CHECKS;
import static uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder.LOG;
import static uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder;
import uk.nhs.rtec.deployment.ledger.archive.SampleLedger;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.Hash;

/** An archive verifies as it was written, and in no other way; a batch has lines 2 to 4, 5 to 6, 7 to 10, 11, 12 to 13 of its checks. */
final class VerifyMonthTest {

    private static final int[] SIZES = {3, 2, 4, 1, 2};

    private Path folder = Path.of("");
    private Path archive = Path.of("");
    private Path key = Path.of("");
    private SampleLedger ledger = SampleLedger.of();

    @BeforeEach
    void anArchive(@TempDir Path temporary) throws IOException {
        folder = temporary;
        archive = folder.resolve("archive");
        ledger = SampleLedger.of(SIZES).archive(archive);
        key = Told.keyFile(folder, SampleLedger.KEY.getPublic());
    }

    @Test
    void anArchiveVerifiesAsItWasWritten() {
        Told told = Told.by("verify", "month", archive, "--key", key);

        assertThat(told.out())
                .isEqualToNormalizingNewlines(
                        "VERIFIED: rtec.test/ledger/2026-06, 12 checks in 5 batches under 3 checkpoints\n");
        assertThat(told.exitCode()).isZero();
        assertThat(told.err()).isEmpty();
    }

    @Test
    void itVerifiesAgainstCheckpointsThatWereGivenAway() throws IOException {
        Path witness = witness(ledger.checkpoint(1), ledger.checkpoint(4), ledger.checkpoint(5));

        assertThat(Told.by("verify", "month", archive, "--key", key, "--witness", witness)
                        .exitCode())
                .isZero();
    }

    /** What the service gives a witness has the last checkpoint of each of its months. */
    @Test
    void checkpointsOfOtherMonthsOfTheLedgerAreNoneOfIts() throws IOException {
        Path witness = witness(
                signed(SampleLedger.NAME, SampleLedger.MONTH.minusMonths(1)),
                ledger.checkpoint(5),
                signed(SampleLedger.NAME, SampleLedger.MONTH.plusMonths(1)));

        assertThat(Told.by("verify", "month", archive, "--key", key, "--witness", witness)
                        .exitCode())
                .isZero();
        assertThat(Told.by(
                                "verify",
                                "month",
                                archive,
                                "--key",
                                key,
                                "--witness",
                                witness(signed("rtec.test/other", SampleLedger.MONTH.plusMonths(1))))
                        .kinds())
                .containsExactly("CHECKPOINT_OF_ANOTHER_LOG");
    }

    @Test
    void theArchiveOfAMonthHasNoCheckpointsOfOthers() throws Exception {
        ArchiveFolder files = new ArchiveFolder(archive);
        files.write(
                CHECKPOINTS,
                signed(SampleLedger.NAME, SampleLedger.MONTH.minusMonths(1)).text() + "\n"
                        + Files.readString(archive.resolve(CHECKPOINTS)));
        files.coverUp();

        assertThat(Told.by("verify", "month", archive, "--key", key).kinds()).contains("CHECKPOINT_OF_ANOTHER_LOG");
    }

    @Test
    void aMonthWithoutItsPeopleVerifies() throws IOException {
        Files.delete(archive.resolve("key.json"));
        Told told = Told.by("verify", "month", archive, "--key", key);

        assertThat(told.exitCode()).isZero();
        assertThat(told.out()).contains("; its people were erased");
    }

    @Test
    void aChainGoesOnThroughOtherMonths() throws IOException {
        Path atTheTurn = folder.resolve("turn");
        SampleLedger.ofTwoMonths(2, Hash.ofHex("cd".repeat(32)), SIZES).archive(atTheTurn);

        assertThat(Told.by("verify", "month", atTheTurn, "--key", key).exitCode())
                .isZero();
    }

    private interface Tampering {
        void with(ArchiveFolder archive) throws Exception;
    }

    private static Arguments tampering(String what, Tampering how, String... seen) {
        return Arguments.of(what, how, List.of(seen));
    }

    /** Each is covered up with a new manifest: the hashes of files are no proof. */
    static Stream<Arguments> everyTampering() {
        return Stream.of(
                tampering(
                        "change a row",
                        files -> files.change(CHECKS, value(3, files.column(CHECKS, "ods_code"), "FX999")),
                        "CHECK_ALTERED"),
                tampering(
                        "change the outcome of a row",
                        files -> files.change(CHECKS, value(3, files.column(CHECKS, "outcome"), "NO_EXEMPTION_FOUND")),
                        "CHECK_ALTERED"),
                tampering(
                        "take a value from a row",
                        files -> files.change(CHECKS, value(3, files.column(CHECKS, "category_code"), "")),
                        "CHECK_ALTERED"),
                tampering(
                        "move a row to another month",
                        files -> files.change(
                                CHECKS, value(3, files.column(CHECKS, "answered_at"), "2026-07-01T00:00:00.000000Z")),
                        "CHECK_OF_ANOTHER_MONTH",
                        "CHECK_ALTERED"),
                tampering(
                        "delete a row",
                        files -> files.change(CHECKS, lines -> lines.remove(2)),
                        "CHECK_OUT_OF_ORDER",
                        "CHECK_MISSING"),
                tampering(
                        "delete the last row of a batch",
                        files -> files.change(CHECKS, lines -> lines.remove(3)),
                        "CHECK_MISSING"),
                tampering(
                        "delete all rows of a batch",
                        files -> files.change(
                                CHECKS, lines -> lines.subList(4, 6).clear()),
                        "CHECK_MISSING"),
                tampering(
                        "delete the last row",
                        files -> files.change(CHECKS, lines -> lines.remove(12)),
                        "CHECK_MISSING"),
                tampering(
                        "insert a row",
                        files -> files.change(CHECKS, lines -> lines.add(3, lines.get(2))),
                        "CHECK_OUT_OF_ORDER",
                        "CHECK_INSERTED"),
                tampering(
                        "insert a row at the end of a batch",
                        files -> files.change(
                                CHECKS, lines -> lines.add(4, lines.get(3).replace("rtec1,1,2,", "rtec1,1,3,"))),
                        "CHECK_INSERTED"),
                tampering(
                        "insert a row of a batch that is not there",
                        files -> files.change(
                                CHECKS, lines -> lines.add(5, lines.get(4).replace("rtec2,41,", "rtec3,1,"))),
                        "CHECK_INSERTED"),
                tampering(
                        "insert a row at the end",
                        files -> files.change(
                                CHECKS, lines -> lines.add(lines.get(4).replace("rtec2,41,", "rtec3,1,"))),
                        "CHECK_INSERTED"),
                tampering(
                        "reorder rows",
                        files -> files.change(CHECKS, lines -> Collections.swap(lines, 1, 2)),
                        "CHECK_OUT_OF_ORDER"),
                tampering(
                        "reorder rows and number them anew",
                        files -> {
                            files.change(CHECKS, lines -> Collections.swap(lines, 1, 2));
                            files.change(CHECKS, value(1, 2, "0"));
                            files.change(CHECKS, value(2, 2, "1"));
                        },
                        "CHECK_ALTERED"),
                tampering(
                        "swap rows of two batches",
                        files -> files.change(CHECKS, lines -> Collections.swap(lines, 1, 4)),
                        "CHECK_MISSING",
                        "CHECK_INSERTED"),
                tampering(
                        "swap two payloads",
                        files -> {
                            int sealed = files.column(CHECKS, "sealed");
                            String first = files.lines(CHECKS).get(1).split(",", -1)[sealed];
                            String second = files.lines(CHECKS).get(2).split(",", -1)[sealed];
                            files.change(CHECKS, value(1, sealed, second));
                            files.change(CHECKS, value(2, sealed, first));
                        },
                        "CHECK_ALTERED"),
                tampering(
                        "spoil a row",
                        files -> files.change(CHECKS, value(2, files.column(CHECKS, "sealed"), "xyz")),
                        "ROW_UNREADABLE",
                        "CHECK_OUT_OF_ORDER",
                        "CHECK_MISSING",
                        "COUNT_DIFFERS"),
                tampering(
                        "another size of a batch",
                        files -> files.change(BATCHES, value(1, files.column(BATCHES, "size"), "4")),
                        "BATCH_ALTERED",
                        "CHECK_MISSING",
                        "CHAIN_BROKEN"),
                tampering(
                        "another time of a batch",
                        files -> files.change(
                                BATCHES, value(5, files.column(BATCHES, "written_at"), "2026-06-01T11:00:00.000000Z")),
                        "BATCH_ALTERED"),
                tampering(
                        "another hash in the log",
                        files -> files.change(LOG, value(5, 3, "00".repeat(32))),
                        "LOG_REWRITTEN",
                        "BATCH_ALTERED"),
                tampering(
                        "delete a batch",
                        files -> files.change(BATCHES, lines -> lines.remove(3)),
                        "BATCH_MISSING",
                        "CHECK_INSERTED"),
                tampering(
                        "delete a batch with its rows and from the log",
                        files -> {
                            files.change(CHECKS, lines -> lines.subList(6, 10).clear());
                            files.change(BATCHES, lines -> lines.remove(3));
                            files.change(LOG, lines -> lines.remove(3));
                            files.change(LOG, value(3, 0, "2"));
                            files.change(LOG, value(4, 0, "3"));
                        },
                        "LOG_REWRITTEN",
                        "ROLLED_BACK"),
                tampering(
                        "insert a batch before the others",
                        files -> files.change(
                                BATCHES, lines -> lines.add(1, lines.get(5).replace("rtec1,3,", "rtec1,4,"))),
                        "BATCH_INSERTED",
                        "BATCH_ALTERED",
                        "CHAIN_BROKEN",
                        "CHECK_MISSING"),
                tampering(
                        "insert a batch",
                        files -> files.change(
                                BATCHES, lines -> lines.add(lines.get(5).replace("rtec1,3,", "rtec1,4,"))),
                        "BATCH_INSERTED",
                        "BATCH_ALTERED",
                        "CHAIN_BROKEN",
                        "CHECK_MISSING"),
                tampering(
                        "reorder batches",
                        files -> files.change(BATCHES, lines -> Collections.swap(lines, 1, 2)),
                        "BATCH_OUT_OF_ORDER",
                        "CHECK_INSERTED",
                        "CHECK_MISSING"),
                tampering(
                        "reorder the log",
                        files -> files.change(LOG, lines -> Collections.swap(lines, 2, 3)),
                        "LOG_OUT_OF_ORDER",
                        "BATCH_OUT_OF_ORDER",
                        "LOG_REWRITTEN"),
                tampering(
                        "take a checkpoint away",
                        files -> files.change(
                                CHECKPOINTS, lines -> lines.subList(11, 17).clear()),
                        "LOG_NOT_SIGNED"),
                tampering(
                        "swap checkpoints",
                        files -> files.write(
                                CHECKPOINTS,
                                String.join(
                                        "\n",
                                        SampleLedger.of(SIZES).checkpoint(5).text(),
                                        SampleLedger.of(SIZES).checkpoint(2).text())),
                        "CHECKPOINT_OUT_OF_ORDER"),
                tampering(
                        "sign with another key",
                        files -> {
                            Checkpoint last =
                                    SampleLedger.of(SIZES).checkpoint(5).checkpoint();
                            var other = SampleLedger.newKey();
                            files.write(
                                    CHECKPOINTS,
                                    last.sign(other.getPrivate(), other.getPublic())
                                            .text());
                        },
                        "CHECKPOINT_NOT_SIGNED",
                        "LOG_NOT_SIGNED"),
                tampering(
                        "the checkpoint of another ledger",
                        files -> files.write(
                                CHECKPOINTS,
                                new Checkpoint("rtec.test/other", SampleLedger.MONTH, 5, Hash.NONE)
                                        .sign(SampleLedger.KEY.getPrivate(), SampleLedger.KEY.getPublic())
                                        .text()),
                        "CHECKPOINT_OF_ANOTHER_LOG",
                        "LOG_NOT_SIGNED"),
                tampering(
                        "no checkpoint",
                        files -> files.write(CHECKPOINTS, "nothing\n"),
                        "ROW_UNREADABLE",
                        "LOG_NOT_SIGNED"),
                tampering(
                        "another header of a file",
                        files -> files.change(LOG, lines -> lines.set(0, "index,node,batch_hash,number")),
                        "ROW_UNREADABLE"),
                tampering(
                        "two checkpoints of one size",
                        files -> files.write(
                                CHECKPOINTS,
                                SampleLedger.of(SIZES).checkpoint(5).text() + "\n"
                                        + SampleLedger.with(2, SIZES)
                                                .checkpoint(5)
                                                .text()),
                        "TWO_CHECKPOINTS_OF_ONE_SIZE",
                        "LOG_REWRITTEN"),
                tampering(
                        "cut the file short",
                        files -> {
                            Path checks = files.folder().resolve(CHECKS);
                            byte[] whole = Files.readAllBytes(checks);
                            Files.write(checks, Arrays.copyOf(whole, whole.length / 2));
                        },
                        "FILE_BROKEN",
                        "CHECK_MISSING"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("everyTampering")
    void everyTamperingIsSeenAndNamed(String what, Tampering tampering, List<String> seen) throws Exception {
        ArchiveFolder files = new ArchiveFolder(archive);
        tampering.with(files);
        if (!what.startsWith("cut")) {
            files.coverUp();
        }
        Told told = Told.by("verify", "month", archive, "--key", key);

        assertThat(told.kinds()).containsAll(seen);
        if (!what.startsWith("cut")) {
            assertThat(told.kinds()).containsExactlyInAnyOrderElementsOf(seen);
        }
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.out()).contains("NOT VERIFIED: rtec.test/ledger/2026-06");
        assertThat(told.err()).isEmpty();
    }

    @Test
    void aRewrittenBatchBreaksItsChainAndTheLog() throws Exception {
        Path rewritten = folder.resolve("rewritten");
        SampleLedger.with(2, SIZES).archive(rewritten);
        ArchiveFolder files = new ArchiveFolder(archive);
        ArchiveFolder others = new ArchiveFolder(rewritten);
        for (String file : List.of(BATCHES, LOG)) {
            String line = others.lines(file).get(3);
            files.change(file, lines -> lines.set(3, line));
        }
        List<String> rows = others.lines(CHECKS).subList(6, 10);
        files.change(CHECKS, lines -> {
            lines.subList(6, 10).clear();
            lines.addAll(6, rows);
        });
        files.coverUp();

        assertThat(Told.by("verify", "month", archive, "--key", key).kinds())
                .containsExactlyInAnyOrder("CHAIN_BROKEN", "LOG_REWRITTEN");
    }

    @Test
    void aRewrittenBatchWithEverythingAfterItIsNotTheLogThatWasSigned() throws Exception {
        Path rewritten = folder.resolve("rewritten");
        SampleLedger.with(2, SIZES).archive(rewritten);
        Files.copy(archive.resolve(CHECKPOINTS), rewritten.resolve(CHECKPOINTS), StandardCopyOption.REPLACE_EXISTING);
        new ArchiveFolder(rewritten).coverUp();

        assertThat(Told.by("verify", "month", rewritten, "--key", key).kinds()).containsExactly("LOG_REWRITTEN");
    }

    @Test
    void whoHoldsTheLedgersKeyIsSeenByAWitness() throws Exception {
        Path rewritten = folder.resolve("rewritten");
        SampleLedger.with(2, SIZES).archive(rewritten);

        assertThat(Told.by("verify", "month", rewritten, "--key", key).exitCode())
                .isZero();
        assertThat(Told.by("verify", "month", rewritten, "--key", key, "--witness", witness(ledger.checkpoint(3)))
                        .kinds())
                .containsExactly("LOG_REWRITTEN");
        assertThat(Told.by("verify", "month", rewritten, "--key", key, "--witness", witness(ledger.checkpoint(4)))
                        .kinds())
                .containsExactlyInAnyOrder("LOG_REWRITTEN", "TWO_CHECKPOINTS_OF_ONE_SIZE");
    }

    @Test
    void anOlderStateIsSeenByAWitness() throws Exception {
        Path older = folder.resolve("older");
        SampleLedger.of(3, 2, 4).archive(older);

        assertThat(Told.by("verify", "month", older, "--key", key).exitCode()).isZero();
        assertThat(Told.by("verify", "month", older, "--key", key, "--witness", witness(ledger.checkpoint(5)))
                        .kinds())
                .containsExactly("ROLLED_BACK");
    }

    @Test
    void anOlderStateUnderTheNewerCheckpointsIsSeen() throws Exception {
        Path older = folder.resolve("older");
        SampleLedger.of(3, 2, 4).archive(older);
        Files.copy(archive.resolve(CHECKPOINTS), older.resolve(CHECKPOINTS), StandardCopyOption.REPLACE_EXISTING);
        new ArchiveFolder(older).coverUp();

        assertThat(Told.by("verify", "month", older, "--key", key).kinds()).contains("ROLLED_BACK");
    }

    @Test
    void twoWitnessesOfTwoLogsAreSeen() throws Exception {
        CheckpointNote other = SampleLedger.with(2, SIZES).checkpoint(4);

        assertThat(Told.by("verify", "month", archive, "--key", key, "--witness", witness(ledger.checkpoint(4), other))
                        .kinds())
                .containsExactlyInAnyOrder("TWO_CHECKPOINTS_OF_ONE_SIZE", "LOG_REWRITTEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {CHECKS, BATCHES, LOG, CHECKPOINTS, "key.json"})
    void aFileThatIsNotTheOneOfTheManifestIsNamed(String name) throws IOException {
        ArchiveFolder files = new ArchiveFolder(archive);
        files.write(name, files.lines(name).stream().collect(Collectors.joining("\n", "", "\n\n")));
        Told told = Told.by("verify", "month", archive, "--key", key);

        assertThat(told.kinds()).contains("FILE_ALTERED");
        assertThat(told.out()).contains("(" + name + ")");
        assertThat(told.exitCode()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {CHECKS, BATCHES, LOG, CHECKPOINTS})
    void aFileThatIsMissingIsNamed(String name) throws IOException {
        Files.delete(archive.resolve(name));
        Told told = Told.by("verify", "month", archive, "--key", key);

        assertThat(told.kinds()).contains("FILE_MISSING");
        assertThat(told.exitCode()).isEqualTo(1);
    }

    @Test
    void anotherLedgersKeyVerifiesNothing() throws IOException {
        Path other = Told.keyFile(folder.resolve("other"), SampleLedger.newKey().getPublic());

        assertThat(Told.by("verify", "month", archive, "--key", other).kinds())
                .containsExactly("CHECKPOINT_NOT_SIGNED", "LOG_NOT_SIGNED");
    }

    @Test
    void whatIsNoArchiveIsUnusable() throws IOException {
        assertThat(Told.by("verify", "month", folder, "--key", key).exitCode()).isEqualTo(2);
        Files.writeString(archive.resolve("manifest.json"), "{}");
        assertThat(Told.by("verify", "month", archive, "--key", key).exitCode()).isEqualTo(2);
        Files.writeString(archive.resolve("manifest.json"), "[]");
        Told told = Told.by("verify", "month", archive, "--key", key);
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).startsWith("UNUSABLE: ").hasLineCount(1);
        assertThat(told.out()).isEmpty();
    }

    @Test
    void nothingOfARowIsPrinted() throws Exception {
        ArchiveFolder files = new ArchiveFolder(archive);
        files.change(CHECKS, value(2, files.column(CHECKS, "prescription_id"), "9434765919"));
        files.change(CHECKS, value(3, files.column(CHECKS, "sealed"), "9434765919x"));
        Told told = Told.by("verify", "month", archive, "--key", key);

        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.out() + told.err()).doesNotContain("9434765919").doesNotContain("A83008");
    }

    private static CheckpointNote signed(String name, YearMonth month) {
        return new Checkpoint(name, month, 3, Hash.sha256())
                .sign(SampleLedger.KEY.getPrivate(), SampleLedger.KEY.getPublic());
    }

    private Path witness(CheckpointNote... notes) throws IOException {
        return Files.writeString(
                folder.resolve("witness.txt"),
                Stream.of(notes).map(CheckpointNote::text).collect(Collectors.joining("\n")));
    }
}
