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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.Verdict;
import uk.nhs.rtec.persistence.statistics.StatisticsFollower;

/** What the operator does with months of a ledger on PostgreSQL, at any moment of which nothing may be lost. */
final class MonthsGoAndComeBackTest extends LedgerStory {

    /** The service gives a witness the last checkpoint of every month. */
    @Test
    void aWitnessOfEveryMonthIsOneOfEachArchive() throws IOException {
        ledger.append(young, 2);
        ledger.sequence();
        archive(old);
        Path witness = Files.writeString(
                folder.resolve("witness.txt"),
                String.join("\n", database.query("select note from ledger_checkpoint order by ledger_month")));
        assertThat(tool("verify", "month", archive, "--key", key, "--witness", witness)
                        .exitCode())
                .isZero();
        assertThat(tool("verify", "live", "--key", key, "--witness", witness).exitCode())
                .isZero();
        assertThat(tool("restore", archive, "--key", key, "--witness", witness).out())
                .contains("RESTORED: 5 checks are in the database again");
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

    @Test
    void statisticsKeepAMonthThatIsAwayAndCountItOnce() {
        assertThat(counted()).isEqualTo(5);
        archive(old);
        ledger.append(now, 4);
        assertThat(counted()).isEqualTo(9);
        restore();
        assertThat(counted()).isEqualTo(9);

        archive = folder.resolve("another");
        archive(old);
        database.asOwner("select statistics_begin_anew()");
        assertThat(counted()).isEqualTo(4);
        assertThat(database.query("select distinct ledger_month from statistics_followed where gone"))
                .containsExactly(Moments.text(old));
        restore();
        assertThat(counted()).isEqualTo(9);
        assertThat(database.query("select distinct ledger_month from statistics_followed where gone"))
                .isEmpty();
    }

    /** How many checks the statistics have, once nothing is left to be counted. */
    private long counted() {
        StatisticsFollower follower = new StatisticsFollower(database.service(), InstantSource.system());
        while (follower.step().checks() > 0) {
            // Until all are.
        }
        return Long.parseLong(database.query("select sum(confirmations + not_found + not_checked + undetermined)"
                        + " from statistics_pharmacy_month")
                .get(0));
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

    private List<KeptCheck> byPostcode() {
        return ledger.history()
                .find(everyCheck().of(Examples.PETER_PARKER.postcode()).query())
                .checks();
    }
}
