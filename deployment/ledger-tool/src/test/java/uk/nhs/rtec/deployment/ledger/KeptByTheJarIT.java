package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.domain.proof.Moments;

/** The jar that is delivered, run as an operator runs it against PostgreSQL: in little memory, and killed. */
final class KeptByTheJarIT {

    /** Held in memory they would be several times this. */
    private static final int MANY = 19_968;

    private static final String LITTLE_MEMORY = "-Xmx32m";

    private final YearMonth month =
            Moments.monthOf(InstantSource.system().instant()).minusMonths(40);

    @TempDir
    private Path folder = Path.of("");

    private Path key = Path.of("");
    private KeyStoreFile keyStore = new KeyStoreFile(folder);
    private LedgerDatabase database = new LedgerDatabase("", "", "");

    @SuppressWarnings("NullAway.Init") // There is one before each test.
    private LiveLedger ledger;

    private record Ran(int exitCode, String out, String err) {}

    @BeforeEach
    void aLedger() throws IOException {
        keyStore = KeyStoreFile.make(folder);
        key = Told.keyFile(folder, keyStore.checkpoint().verifying());
        database = LedgerDatabase.onPostgres();
        ledger = LiveLedger.on(database, keyStore);
    }

    @AfterEach
    void close() {
        ledger.close();
        database.drop();
    }

    @Test
    void aMonthGoesAndComesBackInLittleMemory() throws Exception {
        append(MANY);
        List<String> rows = ledger.rows(month);
        Path archive = folder.resolve("archive");
        Ran archived = run("archive", Moments.text(month), archive);
        assertThat(archived.err()).isEmpty();
        assertThat(archived.out()).contains("ARCHIVED: " + (MANY + 1) + " checks left the database");
        assertThat(ledger.rows(month)).isEmpty();
        assertThat(run("verify", "live", "--key", key).out()).contains("; archived: ");
        assertThat(run("restore", archive, "--key", key).out()).contains("RESTORED: " + (MANY + 1) + " checks");
        assertThat(ledger.rows(month)).isEqualTo(rows);
        assertThat(run("verify", "live", "--key", key).out()).startsWith("VERIFIED: " + (MANY + 1) + " checks");
        String text = Moments.text(month);
        assertThat(run("destroy-key", text, "--yes-destroy", text, "--archive", archive)
                        .exitCode())
                .isZero();
        assertThat(run("rewrap-keys", "--from", KeyStoreFile.FIRST, "--to", "nothing")
                        .exitCode())
                .isEqualTo(2);
    }

    /** What was signed of who looked: one row for each second in which somebody did. */
    @Test
    void anAccessLogThatWasSignedVeryOftenIsVerifiedInLittleMemory() throws Exception {
        database.asOwner(
                "insert into access_head select 'node-1', n, sha256(n::text::bytea), repeat('a note ', 40), now()"
                        + " from generate_series(1, 400000) as n");

        Ran verified = run("verify", "live");

        assertThat(verified.err()).isEmpty();
        assertThat(verified.out()).contains("ACCESS_CUT_OFF: more accesses were signed than are here (access 400000");
    }

    /** Before the files are whole, and when they are: the month is in the database or in files that verify, and the same command ends it. */
    @Test
    void killedAtTwoMomentsItLosesNothing() throws Exception {
        append(MANY / 3);
        List<String> rows = ledger.rows(month);
        Path archive = folder.resolve("archive");
        killWhen(folder.resolve("archive.partial/batches.csv"), "archive", Moments.text(month), archive);
        assertThat(archive).doesNotExist();
        assertThat(ledger.rows(month)).isEqualTo(rows);
        killWhen(archive, "archive", Moments.text(month), archive);
        assertThat(Told.by("verify", "month", archive, "--key", key).exitCode()).isZero();

        assertThat(run("archive", Moments.text(month), archive).exitCode()).isZero();
        assertThat(ledger.rows(month)).isEmpty();
        assertThat(run("restore", archive, "--key", key).exitCode()).isZero();
        assertThat(ledger.rows(month)).isEqualTo(rows);
    }

    private void append(int count) throws Exception {
        ledger.appendMany(month, count);
        ledger.sequence();
    }

    private void killWhen(Path isThere, Object... arguments) throws IOException, InterruptedException {
        Process process = start(arguments).start();
        await().pollInterval(Duration.ofMillis(2))
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(isThere) || !process.isAlive());
        process.destroyForcibly().waitFor();
    }

    private Ran run(Object... arguments) throws IOException, InterruptedException {
        File err = Files.createTempFile(folder, "err", ".txt").toFile();
        Process process = start(arguments).redirectError(err).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ran(process.waitFor(), out, Files.readString(err.toPath()));
    }

    private ProcessBuilder start(Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It starts in half the time, and lives no longer than that.
        command.add("-XX:TieredStopAtLevel=1");
        command.add(LITTLE_MEMORY);
        command.add("-jar");
        command.add(Objects.requireNonNull(System.getProperty("rtec.ledger.jar"), "the jar"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder process = new ProcessBuilder(command);
        process.environment().putAll(LiveLedger.surroundings(database, keyStore).environment());
        return process;
    }
}
