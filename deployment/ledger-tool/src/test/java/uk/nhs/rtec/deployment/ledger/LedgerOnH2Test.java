package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.ErasedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.proof.Moments;

/** What of the tool works on H2's file, while nobody else has it open, and what it says of the rest. */
final class LedgerOnH2Test {

    /** What each test begins with, of which it has a copy. */
    @TempDir
    private static Path beginning = Path.of("");

    private static List<ConcludedCheck> checks = List.of();

    @TempDir
    private Path folder = Path.of("");

    private final YearMonth now = thisMonth();
    private final YearMonth before = now.minusMonths(1);
    private KeyStoreFile keyStore = new KeyStoreFile(folder);
    private LedgerDatabase database = new LedgerDatabase("", "", "");

    @BeforeAll
    static void aLedger() {
        KeyStoreFile keyStore = KeyStoreFile.make(beginning);
        try (LiveLedger ledger = LiveLedger.on(LedgerDatabase.newOnH2(beginning), keyStore)) {
            checks = ledger.append(thisMonth().minusMonths(1), 3);
            ledger.append(thisMonth(), 1);
            ledger.sequence();
        }
    }

    @BeforeEach
    void aCopyOfIt() throws IOException {
        keyStore = KeyStoreFile.in(folder);
        Files.copy(KeyStoreFile.in(beginning).file(), keyStore.file());
        database = LedgerDatabase.onH2(folder);
        Files.createDirectories(folder.resolve(LedgerDatabase.H2_FILE).getParent());
        Files.copy(beginning.resolve(LedgerDatabase.H2_FILE), folder.resolve(LedgerDatabase.H2_FILE));
    }

    @Test
    void theLedgerIsVerifiedWhereItIs() throws IOException {
        Path key = Told.keyFile(folder, keyStore.checkpoint().verifying());
        assertThat(tool("verify", "live", "--key", key).out())
                .isEqualToNormalizingNewlines("VERIFIED: 4 checks in 4 batches\n");
        database.asOwner("update ledger_check set asid = '1' where batch_number = 1 and node = 'node-1'");
        Told told = tool("verify", "live", "--key", key);
        assertThat(told.kinds()).containsExactly("ROOT_DIFFERS");
        assertThat(told.exitCode()).isEqualTo(1);
    }

    @Test
    void aFileThatIsNotThereIsNotMade() {
        assertThat(Told.in(
                                LiveLedger.surroundings(
                                        new LedgerDatabase("jdbc:h2:file:" + folder.resolve("nothing"), "sa", "sa"),
                                        keyStore),
                                "verify",
                                "live")
                        .exitCode())
                .isEqualTo(2);
        assertThat(folder.resolve("nothing.mv.db")).doesNotExist();
    }

    @Test
    void keysAreDestroyedForGood() {
        String month = Moments.text(before);
        assertThat(tool("destroy-key", month, "--yes-destroy", month).exitCode())
                .isZero();
        assertThat(tool("destroy-key", month, "--yes-destroy", month).out()).contains("no keys of " + month);
        assertThat(tool("destroy-key", Moments.text(now), "--yes-destroy", Moments.text(now))
                        .exitCode())
                .isEqualTo(2);
        try (LiveLedger ledger = LiveLedger.on(database, keyStore)) {
            assertThat(ledger.find(checks.get(0))).containsInstanceOf(ErasedCheck.class);
        }
    }

    @Test
    void keysAreWrappedAnew() {
        keyStore.addSecond();
        assertThat(tool("rewrap-keys", "--from", KeyStoreFile.FIRST, "--to", KeyStoreFile.SECOND)
                        .out())
                .contains("the keys of 2 months");
        keyStore.removeFirst();
        try (LiveLedger ledger = new LiveLedger(database, keyStore, KeyStoreFile.SECOND)) {
            assertThat(ledger.find(checks.get(0))).contains(new RecordedCheck(checks.get(0)));
        }
    }

    @Test
    void monthsStayWhereTheyAre() {
        assertThat(tool("archive", Moments.text(before), folder.resolve("archive"), "--even-if-younger")
                        .err())
                .contains("on PostgreSQL alone");
        assertThat(folder.resolve("archive")).doesNotExist();
    }

    private static YearMonth thisMonth() {
        return Moments.monthOf(InstantSource.system().instant());
    }

    private Told tool(Object... arguments) {
        return Told.in(LiveLedger.surroundings(database, keyStore), arguments);
    }
}
