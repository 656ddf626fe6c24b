package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.deployment.ledger.archive.SampleLedger;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.Hash;

/** A log is only ever added to. */
final class VerifyExtensionTest {

    private static final int[] SIZES = {3, 2, 4, 1, 2};
    private static final SampleLedger LEDGER = SampleLedger.of(SIZES);
    private static final SampleLedger REWRITTEN = SampleLedger.with(1, SIZES);

    private Path folder = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void theKey(@TempDir Path temporary) throws IOException {
        folder = temporary;
        key = Told.keyFile(folder, SampleLedger.KEY.getPublic());
    }

    @ParameterizedTest
    @CsvSource({"1, 5", "2, 5", "3, 5", "4, 5", "1, 2", "3, 4"})
    void aLogThatWasAddedToIsExtended(int from, int to) throws IOException {
        Path archive = folder.resolve("archive");
        LEDGER.archive(archive);
        Path older = file("older", LEDGER.checkpoint(from));
        Path newer = file("newer", LEDGER.checkpoint(to));

        for (Path between : List.of(archive, proof(LEDGER, from, to))) {
            Told told = Told.by("verify", "extension", older, newer, between, "--key", key);

            assertThat(told.out())
                    .isEqualToNormalizingNewlines(
                            "VERIFIED: rtec.test/ledger/2026-06, from " + from + " to " + to + " batches\n");
            assertThat(told.exitCode()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"2, 5", "3, 5", "4, 5"})
    void aLogThatWasRewrittenIsNot(int from, int to) throws IOException {
        Path archive = folder.resolve("archive");
        REWRITTEN.archive(archive);
        Path older = file("older", LEDGER.checkpoint(from));
        Path newer = file("newer", REWRITTEN.checkpoint(to));

        for (Path between : List.of(archive, proof(REWRITTEN, from, to), proof(LEDGER, from, to))) {
            Told told = Told.by("verify", "extension", older, newer, between, "--key", key);

            assertThat(told.kinds()).containsExactly("NOT_EXTENDED");
            assertThat(told.exitCode()).isEqualTo(1);
        }
    }

    @Test
    void aLogThatWasRolledBackIsNot() throws IOException {
        Path archive = folder.resolve("archive");
        SampleLedger.of(3, 2, 4).archive(archive);
        Path older = file("older", LEDGER.checkpoint(3));
        Path newer = file("newer", LEDGER.checkpoint(5));

        assertThat(Told.by("verify", "extension", older, newer, archive, "--key", key)
                        .kinds())
                .containsExactly("NOT_EXTENDED");
        assertThat(Told.by("verify", "extension", newer, older, archive, "--key", key)
                        .kinds())
                .containsExactly("NOT_EXTENDED");
    }

    @Test
    void twoCheckpointsOfOneSizeMustBeOne() throws IOException {
        Path one = file("one", LEDGER.checkpoint(4));
        Path same = file("same", LEDGER.checkpoint(4));
        Path other = file("other", REWRITTEN.checkpoint(4));

        assertThat(Told.by("verify", "extension", one, same, "--key", key).exitCode())
                .isZero();
        Told told = Told.by("verify", "extension", one, other, "--key", key);
        assertThat(told.kinds()).containsExactly("TWO_CHECKPOINTS_OF_ONE_SIZE");
        assertThat(told.exitCode()).isEqualTo(1);
    }

    @Test
    void bothMustBeSignedAndOfOneLog() throws IOException {
        Checkpoint checkpoint = LEDGER.checkpoint(4).checkpoint();
        Path one = file("one", LEDGER.checkpoint(4));
        Path forged = file(
                "forged", new CheckpointNote(checkpoint, LEDGER.checkpoint(5).signatures()));
        Path october = file(
                "october",
                new Checkpoint(checkpoint.ledger(), checkpoint.month().plusMonths(4), 4, checkpoint.root())
                        .sign(SampleLedger.KEY.getPrivate(), SampleLedger.KEY.getPublic()));

        assertThat(Told.by("verify", "extension", one, forged, "--key", key).kinds())
                .containsExactly("CHECKPOINT_NOT_SIGNED");
        assertThat(Told.by("verify", "extension", forged, one, "--key", key).kinds())
                .containsExactly("CHECKPOINT_NOT_SIGNED");
        assertThat(Told.by("verify", "extension", one, october, "--key", key).kinds())
                .containsExactly("CHECKPOINT_OF_ANOTHER_LOG");
    }

    @Test
    void whatCannotBeComparedIsUnusable() throws IOException {
        Path older = file("older", LEDGER.checkpoint(2));
        Path newer = file("newer", LEDGER.checkpoint(5));
        Path nonsense = Files.writeString(folder.resolve("nonsense"), "nonsense\n");

        assertThat(Told.by("verify", "extension", older, newer, "--key", key).exitCode())
                .isEqualTo(2);
        assertThat(Told.by("verify", "extension", older, newer, nonsense, "--key", key)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Told.by("verify", "extension", nonsense, newer, nonsense, "--key", key)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Told.by("verify", "extension", older, newer, folder.resolve("gone"), "--key", key)
                        .exitCode())
                .isEqualTo(2);
        assertThat(Told.by("verify", "extension", older, newer, folder, "--key", key)
                        .exitCode())
                .isEqualTo(2);
    }

    private Path file(String name, CheckpointNote note) throws IOException {
        return Files.writeString(folder.resolve(name), note.text());
    }

    private Path proof(SampleLedger ledger, int from, int to) throws IOException {
        return Files.writeString(
                folder.resolve("proof " + (ledger.equals(LEDGER) ? "" : "of another ")),
                ledger.log(to).consistency(from).path().stream()
                        .map(Hash::bytes)
                        .map(bytes -> Base64.getEncoder().encodeToString(bytes.toArray()) + "\n")
                        .collect(Collectors.joining()));
    }
}
