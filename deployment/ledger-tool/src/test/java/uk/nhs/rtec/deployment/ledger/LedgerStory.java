package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.proof.Moments;

/** A ledger on PostgreSQL with a month that is old enough to go, and what an operator does with it by the tool. */
abstract class LedgerStory {

    @TempDir
    static Path keys = Path.of("");

    static KeyStoreFile keyStore = new KeyStoreFile(keys);
    static Path key = Path.of("");
    static List<ConcludedCheck> checks = List.of();

    /** What each test begins with, of which it has a copy. */
    private static LedgerDatabase beginning = new LedgerDatabase("", "", "");

    @TempDir
    Path folder = Path.of("");

    Path archive = Path.of("");
    LedgerDatabase database = new LedgerDatabase("", "", "");

    @SuppressWarnings("NullAway.Init") // There is one before each test.
    LiveLedger ledger;

    final YearMonth now = thisMonth();
    final YearMonth old = old();
    final YearMonth young = now.minusMonths(2);

    @BeforeAll
    static void anOldMonth() throws IOException {
        keyStore = KeyStoreFile.make(keys);
        key = Told.keyFile(keys, keyStore.checkpoint().verifying());
        beginning = LedgerDatabase.onPostgres();
        try (LiveLedger first = LiveLedger.on(beginning, keyStore)) {
            checks = first.append(old(), 5);
            first.sequence();
        }
    }

    @AfterAll
    static void dropIt() {
        beginning.drop();
    }

    @BeforeEach
    void aCopyOfIt() {
        archive = folder.resolve("archive");
        database = beginning.copy();
        ledger = LiveLedger.on(database, keyStore);
    }

    @AfterEach
    void close() {
        ledger.close();
        database.drop();
    }

    private static YearMonth thisMonth() {
        return Moments.monthOf(InstantSource.system().instant());
    }

    private static YearMonth old() {
        return thisMonth().minusMonths(40);
    }

    Told archive(YearMonth month) {
        return tool("archive", Moments.text(month), archive);
    }

    Told restore() {
        return tool("restore", archive, "--key", key);
    }

    Told destroy() {
        return tool("destroy-key", Moments.text(old), "--yes-destroy", Moments.text(old));
    }

    Told evidence(ConcludedCheck check, String disclosed) {
        return tool(
                "evidence",
                archive,
                check.asked().id().value(),
                "--key",
                key,
                "--to",
                folder.resolve("evidence.json"),
                "--disclose",
                disclosed);
    }

    void killedAfterTheFilesAreWhole() {
        database.asOwner(
                "create function fails() returns trigger language plpgsql as"
                        + " 'begin raise exception ''not now''; end'",
                "create trigger fails before insert on ledger_archive for each row execute function fails()");
        assertThat(archive(old).exitCode()).isEqualTo(2);
        database.asOwner("drop trigger fails on ledger_archive");
    }

    Told tool(Object... arguments) {
        return Told.in(with(Map.of()), arguments);
    }

    Surroundings with(Map<String, String> otherwise) {
        Map<String, String> environment =
                new HashMap<>(LiveLedger.surroundings(database, keyStore).environment());
        environment.putAll(otherwise);
        return new Surroundings(environment, InstantSource.system());
    }

    void tamper(String... statements) {
        List<String> tables = List.of(
                "ledger_check", "ledger_batch", "ledger_log", "ledger_subtree", "ledger_checkpoint", "ledger_archive");
        tables.forEach(table -> database.asOwner("alter table " + table + " disable trigger user"));
        database.asOwner(statements);
        tables.forEach(table -> database.asOwner("alter table " + table + " enable trigger user"));
    }
}
