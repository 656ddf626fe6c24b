package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.audit.ExampleQuery.everyCheck;
import static uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.Provable;
import uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.ErasedCheck;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.proof.ArchiveNote;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.Verdict;

/** What the operator does with months of a ledger on PostgreSQL, at any moment of which nothing may be lost. */
final class MonthsGoAndComeBackTest {

    @TempDir
    private static Path keys = Path.of("");

    private static KeyStoreFile keyStore = new KeyStoreFile(keys);
    private static Path key = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private Path archive = Path.of("");
    private LedgerDatabase database = new LedgerDatabase("", "", "");

    @SuppressWarnings("NullAway.Init") // There is one before each test.
    private LiveLedger ledger;

    private List<ConcludedCheck> checks = List.of();
    private final YearMonth now = Moments.monthOf(InstantSource.system().instant());
    private final YearMonth old = now.minusMonths(40);
    private final YearMonth young = now.minusMonths(2);

    @BeforeAll
    static void theKeys() throws IOException {
        keyStore = KeyStoreFile.make(keys);
        key = Told.keyFile(keys, keyStore.checkpoint().verifying());
    }

    @BeforeEach
    void anOldMonth() {
        archive = folder.resolve("archive");
        database = LedgerDatabase.onPostgres();
        ledger = LiveLedger.on(database, keyStore);
        checks = ledger.append(old, 5);
        ledger.sequence();
    }

    @AfterEach
    void close() {
        ledger.close();
        database.drop();
    }

    @Test
    void aMonthGoesAndComesBackByteForByte() {
        List<String> rows = ledger.rows(old);
        String evidence = EvidenceText.of(ledger.evidence(checks.get(3))).toString();

        Told archived = archive(old);
        assertThat(archived.out())
                .isEqualToNormalizingNewlines("VERIFIED: rtec.test/ledger/" + Moments.text(old)
                        + ", 5 checks in 5 batches under 1 checkpoints\n"
                        + "ARCHIVED: 5 checks left the database; its batches, log, checkpoints and wrapped keys"
                        + " stay\n");
        assertThat(archived.exitCode()).isZero();
        assertThat(Told.by("verify", "month", archive, "--key", key).exitCode()).isZero();
        assertThat(ledger.rows(old)).isEmpty();
        assertThat(ledger.find(checks.get(3))).isEmpty();
        assertThat(ledger.history()
                        .find(everyCheck().of(Examples.prescription(3)).query())
                        .checks())
                .isEmpty();
        Told live = tool("verify", "live", "--key", key);
        assertThat(live.out())
                .isEqualToNormalizingNewlines("VERIFIED: 0 checks in 5 batches; archived: " + Moments.text(old) + "\n");
        assertThat(live.exitCode()).isZero();

        Told restored = restore();
        assertThat(restored.out()).contains("RESTORED: 5 checks are in the database again");
        assertThat(restored.exitCode()).isZero();
        assertThat(ledger.rows(old)).isEqualTo(rows).hasSize(5);
        assertThat(ledger.find(checks.get(3))).contains(new RecordedCheck(checks.get(3)));
        assertThat(ledger.history()
                        .find(everyCheck().of(Examples.PETER_PARKER.nhsNumber()).query())
                        .checks())
                .hasSize(5);
        assertThat(EvidenceText.of(ledger.evidence(checks.get(3))).toString()).isEqualTo(evidence);
        assertThat(tool("verify", "live", "--key", key).out())
                .isEqualToNormalizingNewlines("VERIFIED: 5 checks in 5 batches\n");
        assertThat(database.query("select count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid"
                        + " where c.relname = 'ledger_check_"
                        + Moments.text(old).replace('-', '_') + "'"))
                .isEqualTo(database.query("select count(*) from pg_trigger t join pg_class c on c.oid = t.tgrelid"
                        + " where c.relname = 'ledger_check_"
                        + Moments.text(now).replace('-', '_') + "'"));
    }

    @Test
    void aMonthFromBeforePostcodesWereHashedComesBackWithoutTheirHashes() throws Exception {
        assertThat(byPostcode()).hasSize(5);
        archive(old);
        ArchiveFolder files = new ArchiveFolder(archive);
        files.change(ArchiveFolder.CHECKS, lines -> lines.replaceAll(line -> line.substring(0, line.lastIndexOf(','))));
        files.coverUp();
        assertThat(files.lines(ArchiveFolder.CHECKS).get(0)).endsWith(",patient_root,sealed");

        assertThat(Told.by("verify", "month", archive, "--key", key).exitCode()).isZero();
        assertThat(restore().out()).contains("RESTORED: 5 checks are in the database again");
        assertThat(ledger.find(checks.get(3))).contains(new RecordedCheck(checks.get(3)));
        assertThat(byPostcode()).isEmpty();
        assertThat(database.query("select count(*) from ledger_check where postcode_hash is null"))
                .containsExactly("5");
        assertThat(tool("verify", "live", "--key", key).exitCode()).isZero();
        assertThat(restore().out()).contains("RESTORED: the same checks were there before");
    }

    @Test
    void newBatchesChainOnWhileAMonthIsAwayAndAfterItCameBack() {
        archive(old);
        ledger.append(now, 4);
        ledger.sequence();
        assertThat(tool("verify", "live", "--key", key).out())
                .contains("VERIFIED: 4 checks in 9 batches; archived: " + Moments.text(old));
        restore();
        ledger.append(now, 2);
        ledger.sequence();
        assertThat(tool("verify", "live", "--key", key).out()).contains("VERIFIED: 11 checks in 11 batches");
        assertThat(ledger.evidence(checks.get(0)).verify(keyStore.checkpoint().verifying()))
                .isEqualTo(new Verdict.Verified());
    }

    @Test
    void itMayGoAgainAfterItCameBack() {
        archive(old);
        restore();
        archive = folder.resolve("another");
        assertThat(archive(old).exitCode()).isZero();
        assertThat(tool("verify", "live", "--key", key).out()).contains("archived: " + Moments.text(old));
        assertThat(database.query("select state from ledger_archive order by turn"))
                .containsExactly("ARCHIVED", "RESTORED", "ARCHIVED");
    }

    /** The end comes in the one transaction, after the partition went and before the note is there. */
    @Test
    void killedAfterTheFilesAreWholeNothingIsLostAndItIsRunAgain() throws IOException {
        List<String> rows = ledger.rows(old);
        database.asOwner(
                "create function dies() returns trigger language plpgsql as"
                        + " 'begin perform pg_terminate_backend(pg_backend_pid()); return new; end'",
                "create trigger dies before insert on ledger_archive for each row execute function dies()");
        Told killed = archive(old);
        assertThat(killed.exitCode()).isEqualTo(2);
        assertThat(killed.err()).startsWith("UNUSABLE: the database failed: SQLState ");
        assertThat(ledger.rows(old)).isEqualTo(rows);
        assertThat(Told.by("verify", "month", archive, "--key", key).exitCode()).isZero();
        byte[] manifest = Files.readAllBytes(archive.resolve("manifest.json"));

        database.asOwner("drop trigger dies on ledger_archive");
        assertThat(archive(old).exitCode()).isZero();
        assertThat(ledger.rows(old)).isEmpty();
        assertThat(Files.readAllBytes(archive.resolve("manifest.json"))).isEqualTo(manifest);

        Told again = archive(old);
        assertThat(again.out()).endsWith("; it was taken out before" + System.lineSeparator());
        assertThat(again.exitCode()).isZero();
    }

    @Test
    void killedWhileTheFilesAreWrittenItIsRunAgain() throws IOException {
        Path partial = Files.createDirectories(folder.resolve("archive.partial"));
        Files.writeString(partial.resolve("checks.csv.gz"), "broken off");
        assertThat(archive(old).exitCode()).isZero();
        assertThat(partial).doesNotExist();
        assertThat(Told.by("verify", "month", archive, "--key", key).exitCode()).isZero();
    }

    @Test
    void whatIsNoLeftoverIsNotRemoved() throws IOException {
        Path partial = Files.createDirectories(folder.resolve("archive.partial"));
        Files.writeString(partial.resolve("thesis.doc"), "years of work");
        assertThat(archive(old).exitCode()).isEqualTo(2);
        assertThat(partial.resolve("thesis.doc")).exists();
        assertThat(ledger.rows(old)).hasSize(5);
    }

    @Test
    void filesThatDoNotVerifyLetNothingGo() throws Exception {
        killedAfterTheFilesAreWhole();
        ArchiveFolder files = new ArchiveFolder(archive);
        files.change(ArchiveFolder.CHECKS, value(2, files.column(ArchiveFolder.CHECKS, "outcome"), "NOT_CHECKED"));
        files.coverUp();
        Told told = archive(old);
        assertThat(told.kinds()).contains("CHECK_ALTERED");
        assertThat(told.out()).contains("; nothing was taken out");
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(ledger.rows(old)).hasSize(5);
    }

    @Test
    void whatIsNotAsItWasWrittenDoesNotGo() {
        tamper("delete from ledger_check where batch_number = 2 and node = 'node-1'");
        Told told = archive(old);
        assertThat(told.kinds()).containsExactly("MONTH_DIFFERS");
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(ledger.rows(old)).hasSize(4);
    }

    @Test
    void aCheckThatNoBatchHasIsNotThrownAway() {
        tamper("insert into ledger_check select (jsonb_populate_record(c, jsonb_build_object('node', 'node-9', 'id',"
                + " gen_random_uuid()))).* from ledger_check c limit 1");
        assertThat(archive(old).exitCode()).isEqualTo(2);
        assertThat(ledger.rows(old)).hasSize(6);
    }

    @Test
    void aMonthThatIsStillKeptGoesOnlyWhenThatIsMeant() {
        ledger.append(young, 2);
        ledger.sequence();
        Told kept = archive(young);
        assertThat(kept.exitCode()).isEqualTo(2);
        assertThat(kept.err()).contains("--even-if-younger");
        assertThat(ledger.rows(young)).hasSize(2);
        assertThat(tool("archive", Moments.text(young), archive, "--keep", "2").exitCode())
                .isEqualTo(2);
        assertThat(tool("archive", Moments.text(young), archive, "--even-if-younger")
                        .exitCode())
                .isZero();
        assertThat(tool("archive", Moments.text(old), folder.resolve("old"), "--keep", "40")
                        .exitCode())
                .isEqualTo(2);
        assertThat(tool("archive", Moments.text(old), folder.resolve("old"), "--keep", "39")
                        .exitCode())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aMonthThatIsNotOverNeverGoes(int ahead) {
        ledger.append(now.plusMonths(ahead), 2);
        ledger.sequence();
        assertThat(tool("archive", Moments.text(now.plusMonths(ahead)), archive, "--even-if-younger", "--keep", "0")
                        .err())
                .contains("a month is taken out when it is over");
        assertThat(ledger.rows(now.plusMonths(ahead))).hasSize(2);
    }

    @Test
    void aMonthThatIsNotSignedDoesNotGo() {
        ledger.append(old, 1);
        Told told = archive(old);
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).contains("not every batch");
        ledger.sequence();
        assertThat(archive(old).exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"checks.csv.gz, outcome, NOT_CHECKED", "checks.csv.gz, sealed, 00", "batches.csv, size, 3"})
    void filesThatWereChangedDoNotComeBack(String file, String column, String value) throws Exception {
        archive(old);
        ArchiveFolder files = new ArchiveFolder(archive);
        files.change(file, value(2, files.column(file, column), value));
        files.coverUp();
        Told told = restore();
        assertThat(told.out()).contains("; nothing was brought back");
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(ledger.rows(old)).isEmpty();
    }

    @Test
    void theArchiveOfAnotherLedgerDoesNotComeBackHere() {
        archive(old);
        LedgerDatabase another = LedgerDatabase.onPostgres();
        try (LiveLedger other = LiveLedger.on(another, keyStore)) {
            other.append(old, 5);
            other.sequence();
            Path theirs = folder.resolve("theirs");
            Surroundings surroundings = LiveLedger.surroundings(another, keyStore);
            assertThat(Told.in(surroundings, "archive", Moments.text(old), theirs)
                            .exitCode())
                    .isZero();
            Told told = Told.in(surroundings, "restore", archive, "--key", key);
            assertThat(told.kinds()).containsExactly("MONTH_DIFFERS");
            assertThat(told.exitCode()).isEqualTo(1);
            assertThat(other.rows(old)).isEmpty();
        }
        another.drop();
    }

    @Test
    void whatIsBackComesBackNoSecondTime() {
        archive(old);
        restore();
        List<String> rows = ledger.rows(old);
        Told told = restore();
        assertThat(told.out()).contains("RESTORED: the same checks were there before");
        assertThat(told.exitCode()).isZero();
        assertThat(ledger.rows(old)).isEqualTo(rows);
        assertThat(database.query("select count(*) from ledger_archive")).containsExactly("2");
    }

    @Test
    void whatIsThereAndOtherwiseIsNotOverwritten() {
        archive(old);
        restore();
        tamper("update ledger_check set asid = '999999999999' where batch_number = 1 and node = 'node-1'");
        List<String> rows = ledger.rows(old);
        Told told = restore();
        assertThat(told.kinds()).containsExactly("MONTH_DIFFERS");
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(ledger.rows(old)).isEqualTo(rows);
    }

    @Test
    void theServiceCanDoNoneOfThis() {
        Surroundings asService = with(Map.of(
                "DB_MIGRATION_USER", LedgerDatabase.SERVICE, "DB_MIGRATION_PASSWORD", LedgerDatabase.SERVICE_PASSWORD));
        assertThat(Told.in(asService, "archive", Moments.text(old), archive).err())
                .contains("only the owner of the ledger's tables takes a month out");
        assertThat(archive).doesNotExist();
        assertThat(Told.in(asService, "destroy-key", Moments.text(old), "--yes-destroy", Moments.text(old))
                        .err())
                .contains("SQLState 42501");
        assertThat(Told.in(asService, "rewrap-keys", "--from", KeyStoreFile.FIRST, "--to", "another")
                        .exitCode())
                .isEqualTo(2);
        archive(old);
        assertThat(Told.in(asService, "restore", archive, "--key", key).err())
                .contains("only the owner of the ledger's tables brings a month back");
        assertThat(Told.in(asService, "verify", "live", "--key", key).exitCode())
                .isZero();
        assertThat(ledger.rows(old)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into ledger_archive values ('2001-01', 1, 'RESTORED', '\\x00', null, now())",
                "update ledger_archive set turn = turn",
                "delete from ledger_archive",
                "insert into ledger_key_destruction values ('2001-01', now())",
                "delete from ledger_key_destruction",
                "select ledger_prepare_partition(date '1999-01-01')",
                "select ledger_attach_partition(date '1999-01-01')"
            })
    void norByHand(String statement) throws Exception {
        try (var connection = database.service().getConnection();
                var asService = connection.createStatement()) {
            assertThatThrownBy(() -> asService.execute(statement))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update ledger_archive set turn = turn",
                "delete from ledger_archive",
                "truncate ledger_archive",
                "update ledger_key_destruction set destroyed_at = destroyed_at",
                "delete from ledger_key_destruction",
                "truncate ledger_key_destruction"
            })
    void norDoesTheOwnerChangeByMistakeWhatIsSaidOfIt(String statement) {
        archive(old);
        destroy();
        assertThatThrownBy(() -> database.asOwner(statement)).hasMessageContaining("the ledger is only ever added to");
    }

    @Test
    void aMonthWhoseKeysWereDestroyedGoesAndComesBackWithoutItsPeople() {
        assertThat(destroy().out())
                .isEqualToNormalizingNewlines("DESTROYED: the keys of " + Moments.text(old) + " in the database\n");
        assertThat(archive(old).out()).contains("; its people were erased");
        assertThat(archive.resolve("key.json")).doesNotExist();
        restore();
        assertThat(ledger.find(checks.get(0))).containsInstanceOf(ErasedCheck.class);
        assertThat(ledger.prove(checks.get(0))).isInstanceOf(Provable.Erased.class);
        assertThat(tool("verify", "live", "--key", key).exitCode()).isZero();
    }

    @Test
    void keysThatWereDestroyedStayDestroyedThoughAnArchiveHasThem() {
        archive(old);
        Told told = destroy();
        assertThat(told.out()).contains("DESTROYED: the keys of", "NOTE: ", "has the keys too");
        assertThat(archive.resolve("key.json")).exists();
        restore();
        assertThat(ledger.find(checks.get(0))).containsInstanceOf(ErasedCheck.class);
        assertThat(destroy().out()).contains("the database had no keys");
    }

    @Test
    void theKeysOfAnArchiveAreDestroyedWithThoseOfTheDatabase() {
        archive(old);
        Told told = tool("destroy-key", Moments.text(old), "--yes-destroy", Moments.text(old), "--archive", archive);
        assertThat(told.out()).contains("DESTROYED: the keys in " + archive);
        assertThat(archive.resolve("key.json")).doesNotExist();
        assertThat(Told.by("verify", "month", archive, "--key", key).out()).contains("; its people were erased");
        assertThat(evidence(checks.get(0), "all").err()).contains("erased");
    }

    @Test
    void theKeysOfACopyAreDestroyedWithoutADatabase() {
        archive(old);
        String month = Moments.text(old);
        assertThat(Told.by("destroy-key", month, "--yes-destroy", month, "--archives-only", "--archive", archive)
                        .exitCode())
                .isZero();
        assertThat(archive.resolve("key.json")).doesNotExist();
        restore();
        assertThat(ledger.find(checks.get(0))).contains(new RecordedCheck(checks.get(0)));
    }

    @Test
    void keysAreDestroyedOnlyWhenThatIsMeant() {
        assertThat(tool("destroy-key", Moments.text(old), "--yes-destroy", Moments.text(young))
                        .exitCode())
                .isEqualTo(2);
        assertThat(tool("destroy-key", Moments.text(old)).exitCode()).isEqualTo(2);
        ledger.append(now, 1);
        assertThat(tool("destroy-key", Moments.text(now), "--yes-destroy", Moments.text(now))
                        .err())
                .contains("in use until it is over");
        archive(old);
        assertThat(tool("destroy-key", Moments.text(young), "--yes-destroy", Moments.text(young), "--archive", archive)
                        .err())
                .contains("the archive of another month");
        assertThat(tool("destroy-key", Moments.text(young), "--yes-destroy", Moments.text(young))
                        .err())
                .contains("never had keys");
        assertThat(database.query("select count(*) from ledger_key")).containsExactly("2");
        assertThat(archive.resolve("key.json")).exists();
    }

    @Test
    void keysAreWrappedAnewAndTheOldKeyCanLeave() throws IOException {
        KeyStoreFile rotated = new KeyStoreFile(Files.copy(keyStore.file(), folder.resolve("rotated.p12")));
        rotated.addSecond();
        ledger.append(young, 1);
        Surroundings surroundings =
                with(Map.of("RTEC_LEDGER_KEY_STORE", rotated.file().toString()));
        Object[] rewrap = {"rewrap-keys", "--from", KeyStoreFile.FIRST, "--to", KeyStoreFile.SECOND};
        assertThat(tool(rewrap).err()).contains(KeyStoreFile.SECOND);
        assertThat(database.query("select distinct wrapping_key from ledger_key"))
                .containsExactly(KeyStoreFile.FIRST);

        Told told = Told.in(surroundings, rewrap);
        assertThat(told.out()).contains("REWRAPPED: the keys of 2 months are wrapped by " + KeyStoreFile.SECOND);
        assertThat(told.exitCode()).isZero();
        rotated.removeFirst();
        try (LiveLedger after = new LiveLedger(database, rotated, KeyStoreFile.SECOND)) {
            assertThat(after.find(checks.get(2))).contains(new RecordedCheck(checks.get(2)));
            assertThat(after.history()
                            .find(everyCheck()
                                    .of(Examples.PETER_PARKER.nhsNumber())
                                    .query())
                            .checks())
                    .hasSize(6);
        }
        assertThat(Told.in(surroundings, rewrap).exitCode()).isEqualTo(2);
    }

    @Test
    void aWrappingKeyThatIsAnotherByTheSameNameChangesNothing(@TempDir Path elsewhere) {
        KeyStoreFile another = KeyStoreFile.make(elsewhere);
        another.addSecond();
        Told told = Told.in(
                with(Map.of("RTEC_LEDGER_KEY_STORE", another.file().toString())),
                "rewrap-keys",
                "--from",
                KeyStoreFile.FIRST,
                "--to",
                KeyStoreFile.SECOND);
        assertThat(told.err()).contains("is not the one that wrapped a month; nothing was changed");
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(ledger.find(checks.get(0))).contains(new RecordedCheck(checks.get(0)));
    }

    @Test
    void evidenceOutOfAnArchiveIsThatOfTheService() throws IOException {
        String ofService = EvidenceText.of(ledger.evidence(checks.get(3))).toString();
        archive(old);
        Told told = evidence(checks.get(3), "all");
        assertThat(told.exitCode()).isZero();
        assertThat(told.out()).doesNotContain("Parker");
        assertThat(Files.readString(folder.resolve("evidence.json"))).isEqualTo(ofService + "\n");
        assertThat(Told.by("verify", "evidence", folder.resolve("evidence.json"), "--key", key)
                        .exitCode())
                .isZero();
        assertThat(evidence(checks.get(3), "all").err()).contains("is there already");
    }

    @Test
    void evidenceHidesWhatIsNotToBeDisclosed() throws IOException {
        archive(old);
        assertThat(evidence(checks.get(1), "stated_surname").exitCode()).isZero();
        Path file = folder.resolve("evidence.json");
        assertThat(Files.readString(file)).contains("Parker").doesNotContain("9434765919");
        assertThat(Told.by("verify", "evidence", file, "--key", key).exitCode()).isZero();
        assertThat(evidence(checks.get(1), "shoe_size").exitCode()).isEqualTo(2);
    }

    @Test
    void evidenceNeedsTheKeyStoreAndNoDatabase() {
        archive(old);
        Object[] arguments = {
            "evidence",
            archive,
            checks.get(1).asked().id().value(),
            "--key",
            key,
            "--to",
            folder.resolve("evidence.json")
        };
        assertThat(Told.by(arguments).err()).contains("RTEC_LEDGER_KEY_STORE");
        Map<String, String> environment = Map.of(
                "RTEC_LEDGER_KEY_STORE",
                keyStore.file().toString(),
                "RTEC_LEDGER_KEY_STORE_PASSWORD",
                KeyStoreFile.PASSWORD);
        assertThat(Told.in(new Surroundings(environment, InstantSource.system()), arguments)
                        .exitCode())
                .isZero();
    }

    @Test
    void evidenceThatDoesNotVerifyIsNotGiven() throws Exception {
        archive(old);
        ArchiveFolder files = new ArchiveFolder(archive);
        files.change(ArchiveFolder.CHECKS, value(3, files.column(ArchiveFolder.CHECKS, "asid"), "999999999999"));
        files.coverUp();
        String id = files.lines(ArchiveFolder.CHECKS).get(3).split(",", -1)[3];
        Told told = tool("evidence", archive, id, "--key", key, "--to", folder.resolve("evidence.json"));
        assertThat(told.kinds()).containsExactly("CHECK_NOT_IN_BATCH");
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(folder.resolve("evidence.json")).doesNotExist();
        assertThat(tool(
                                "evidence",
                                archive,
                                "00000000-0000-0000-0000-000000000000",
                                "--key",
                                key,
                                "--to",
                                folder.resolve("evidence.json"))
                        .exitCode())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "update ledger_check set asid = '1' where batch_number = 1 | ROOT_DIFFERS",
                "update ledger_check set sealed = substring(sealed from 2) | ROOT_DIFFERS",
                "delete from ledger_check where batch_number = 2 | CHECKS_DIFFER",
                "update ledger_batch set written_at = written_at + interval '1 second' | HASH_DIFFERS",
                "update ledger_batch set previous_hash = batch_hash | PREVIOUS_DIFFERS",
                "delete from ledger_batch where batch_number = 1 | NUMBER_MISSING",
                "delete from ledger_log where log_index = 4 | CHECKPOINT_DIFFERS",
                "delete from ledger_checkpoint | LOG_DIFFERS",
                "update ledger_checkpoint set note = replace(note, 'rtec.test', 'rtec.evil') | CHECKPOINT_NOT_SIGNED",
                "update ledger_checkpoint set root_hash = sha256(root_hash) | CHECKPOINT_DIFFERS"
            })
    void whatWasTamperedWithIsFoundInTheDatabase(String statement, String fault) {
        assertThat(tool("verify", "live", "--key", key).exitCode()).isZero();
        tamper(statement);
        Told told = tool("verify", "live", "--key", key);
        assertThat(told.kinds()).contains(fault);
        assertThat(told.exitCode()).isEqualTo(1);
    }

    @Test
    void aMonthThatWasDroppedInSilenceIsMissed() {
        database.asOwner("drop table ledger_check_" + Moments.text(old).replace('-', '_'));
        Told told = tool("verify", "live");
        assertThat(told.kinds()).contains("CHECKS_DIFFER");
        assertThat(told.exitCode()).isEqualTo(1);
    }

    @Test
    void whoeverDropsAMonthAndSaysItWasArchivedIsFoundOutByTheKey() throws IOException {
        archive(old);
        restore();
        KeyStoreFile forger = KeyStoreFile.make(Files.createDirectories(folder.resolve("forger")));
        String forged = ArchiveNote.sign(
                        LiveLedger.NAME,
                        old,
                        5,
                        5,
                        Hash.NONE,
                        forger.checkpoint().signing(),
                        forger.checkpoint().verifying())
                .text();
        database.asOwner(
                "drop table ledger_check_" + Moments.text(old).replace('-', '_'),
                "insert into ledger_archive values ('" + Moments.text(old) + "', 3, 'ARCHIVED', '\\x" + "00".repeat(32)
                        + "', '" + forged + "', now())");
        Told told = tool("verify", "live", "--key", key);
        assertThat(told.kinds()).contains("ARCHIVE_NOT_SIGNED", "CHECKS_DIFFER");
        assertThat(told.exitCode()).isEqualTo(1);
    }

    @Test
    void aNoteThatDoesNotFitTheMonthHidesNothing() {
        archive(old);
        tamper("update ledger_archive set manifest_hash = sha256(manifest_hash)");
        assertThat(tool("verify", "live").kinds()).contains("ARCHIVE_DIFFERS", "CHECKS_DIFFER");
    }

    @Test
    void aLogThatWasRolledBackIsFoundByAWitness() throws IOException {
        Path witness = folder.resolve("witness.txt");
        Files.writeString(
                witness, database.query("select note from ledger_checkpoint").get(0));
        assertThat(tool("verify", "live", "--key", key, "--witness", witness).exitCode())
                .isZero();
        tamper("delete from ledger_checkpoint", "delete from ledger_log", "delete from ledger_subtree");
        tamper("delete from ledger_check where batch_number = 3", "delete from ledger_batch where batch_number = 3");
        ledger.sequence();
        assertThat(tool("verify", "live", "--key", key).exitCode()).isZero();
        Told told = tool("verify", "live", "--key", key, "--witness", witness);
        assertThat(told.kinds()).containsExactly("ROLLED_BACK");
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(tool("verify", "live", "--witness", witness).exitCode()).isEqualTo(2);
    }

    @Test
    void nothingIsAskedOfADatabaseThatIsNotNamed() {
        assertThat(Told.by("verify", "live").err()).contains("DB_URL");
        assertThat(Told.by("verify", "live", "--url", database.url()).err()).contains("DB_MIGRATION_USER");
        assertThat(Told.by("verify", "live", "--url", database.url(), "--user", "rtec_owner")
                        .err())
                .contains("DB_MIGRATION_PASSWORD");
        Surroundings named = new Surroundings(Map.of("PASSWORD_OF_MINE", "owner"), InstantSource.system());
        assertThat(Told.in(
                                named,
                                "verify",
                                "live",
                                "--url",
                                database.url(),
                                "--user",
                                "rtec_owner",
                                "--password-variable",
                                "PASSWORD_OF_MINE")
                        .exitCode())
                .isZero();
    }

    private List<KeptCheck> byPostcode() {
        return ledger.history()
                .find(everyCheck().of(Examples.PETER_PARKER.postcode()).query())
                .checks();
    }

    private Told archive(YearMonth month) {
        return tool("archive", Moments.text(month), archive);
    }

    private Told restore() {
        return tool("restore", archive, "--key", key);
    }

    private Told destroy() {
        return tool("destroy-key", Moments.text(old), "--yes-destroy", Moments.text(old));
    }

    private Told evidence(ConcludedCheck check, String disclosed) {
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

    private void killedAfterTheFilesAreWhole() {
        database.asOwner(
                "create function fails() returns trigger language plpgsql as"
                        + " 'begin raise exception ''not now''; end'",
                "create trigger fails before insert on ledger_archive for each row execute function fails()");
        assertThat(archive(old).exitCode()).isEqualTo(2);
        database.asOwner("drop trigger fails on ledger_archive");
    }

    private Told tool(Object... arguments) {
        return Told.in(with(Map.of()), arguments);
    }

    private Surroundings with(Map<String, String> otherwise) {
        Map<String, String> environment =
                new HashMap<>(LiveLedger.surroundings(database, keyStore).environment());
        environment.putAll(otherwise);
        return new Surroundings(environment, InstantSource.system());
    }

    private void tamper(String... statements) {
        List<String> tables = List.of(
                "ledger_check", "ledger_batch", "ledger_log", "ledger_subtree", "ledger_checkpoint", "ledger_archive");
        tables.forEach(table -> database.asOwner("alter table " + table + " disable trigger user"));
        database.asOwner(statements);
        tables.forEach(table -> database.asOwner("alter table " + table + " enable trigger user"));
    }
}
