package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder;
import uk.nhs.rtec.deployment.ledger.archive.SampleLedger;
import uk.nhs.rtec.domain.proof.PatientField;

/** The jar that is delivered, run as an auditor runs it: with nothing beside it. */
final class RtecLedgerJarIT {

    private static final SampleLedger LEDGER = SampleLedger.of(3, 2, 4, 1, 2);

    @TempDir
    private static Path folder = Path.of("");

    private record Ran(int exitCode, String out, String err) {}

    @Test
    void evidenceIsVerified() throws Exception {
        Path key = Told.keyFile(folder, SampleLedger.KEY.getPublic());
        String evidence = EvidenceText.of(LEDGER.evidence(2, 1, PatientField.STATED_SURNAME))
                .toString();
        Path good = Files.writeString(folder.resolve("good.json"), evidence);
        Path bad = Files.writeString(folder.resolve("bad.json"), evidence.replace("Parker", "Barker"));

        assertThat(run("verify", "evidence", good, "--key", key).exitCode()).isZero();
        Ran ran = run("verify", "evidence", bad, "--key", key);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).startsWith("NOT VERIFIED: PATIENT_NOT_AS_RECORDED: ");
    }

    @Test
    void aMonthIsVerified() throws Exception {
        Path key = Told.keyFile(folder, SampleLedger.KEY.getPublic());
        Path archive = folder.resolve("archive");
        LEDGER.archive(archive);
        Ran ran = run("verify", "month", archive, "--key", key);

        assertThat(ran)
                .isEqualTo(new Ran(
                        0,
                        "VERIFIED: rtec.test/ledger/2026-06, 12 checks in 5 batches under 3 checkpoints"
                                + System.lineSeparator(),
                        ""));

        ArchiveFolder files = new ArchiveFolder(archive);
        files.change(ArchiveFolder.CHECKS, lines -> lines.remove(2));
        files.coverUp();
        assertThat(run("verify", "month", archive, "--key", key).exitCode()).isEqualTo(1);
    }

    @Test
    void anExtensionIsVerified() throws Exception {
        Path key = Told.keyFile(folder, SampleLedger.KEY.getPublic());
        Path one = Files.writeString(folder.resolve("one"), LEDGER.checkpoint(4).text());
        Path other = Files.writeString(
                folder.resolve("other"),
                SampleLedger.with(1, 3, 2, 4, 1, 2).checkpoint(4).text());

        assertThat(run("verify", "extension", one, one, "--key", key).exitCode())
                .isZero();
        Ran ran = run("verify", "extension", one, other, "--key", key);
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.out()).startsWith("NOT VERIFIED: TWO_CHECKPOINTS_OF_ONE_SIZE: ");
    }

    @Test
    void whatItCanDoIsSaidWhenAskedFor() throws Exception {
        Ran help = run("verify", "month", "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains("--key", "--witness");
        assertThat(run("--help").out()).contains("verify", "0   verified", "1   not verified");
        assertThat(run("nonsense").exitCode()).isEqualTo(2);
        assertThat(run().exitCode()).isEqualTo(2);
        assertThat(run("verify").exitCode()).isEqualTo(2);
        assertThat(run("verify", "month", folder, "--key", folder.resolve("gone"))
                        .exitCode())
                .isEqualTo(2);
    }

    /** A hundred thousand checks in 24 MB of memory: one row at a time is held, and no more. */
    @Test
    void aMonthOfAnySizeIsVerifiedInTheSameMemory() throws Exception {
        int[] sizes = new int[100];
        Arrays.fill(sizes, 1_000);
        Path key = Told.keyFile(folder, SampleLedger.KEY.getPublic());
        Path archive = folder.resolve("large");
        SampleLedger.of(sizes).archive(archive);
        Ran ran = run(List.of("-Xmx24m"), "verify", "month", archive, "--key", key);

        assertThat(ran.out()).startsWith("VERIFIED: rtec.test/ledger/2026-06, 100000 checks in 100 batches");
        assertThat(ran.exitCode()).isZero();
    }

    private static Ran run(Object... arguments) throws IOException, InterruptedException {
        return run(List.of(), arguments);
    }

    private static Ran run(List<String> ofTheMachine, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It starts in half the time, and lives no longer than that.
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(ofTheMachine);
        command.add("-jar");
        command.add(Objects.requireNonNull(System.getProperty("rtec.ledger.jar"), "the jar"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        File err = Files.createTempFile(folder, "err", ".txt").toFile();
        Process process = new ProcessBuilder(command).redirectError(err).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(err.toPath()));
    }
}
