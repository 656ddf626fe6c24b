package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder.value;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.application.audit.Provable;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.ArchiveNote;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.ledger.LedgerAltered;

/** What is found in the database of a ledger that was tampered with, and in one that was not. */
final class VerifyLiveTest extends LedgerStory {

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

    /** Its batches never come into a log again, since later ones of their nodes are in one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "delete from ledger_log where ledger_month = '%s' | NOT_IN_LOG CHECKPOINT_DIFFERS",
                "delete from ledger_log where ledger_month = '%1$s'; delete from ledger_checkpoint where ledger_month = '%1$s'"
                        + "| NOT_IN_LOG"
            })
    void aMonthWhoseLogWasTakenAwayIsMissed(String statement, String faults) {
        ledger.append(young, 2);
        ledger.sequence();
        tamper(String.format(statement, Moments.text(old)));
        assertThat(tool("verify", "live", "--key", key).exitCode()).isEqualTo(1);
        assertThat(tool("verify", "live", "--key", key).kinds()).contains(faults.split(" "));
        assertThat(ledger.prove(checks.get(0))).isEqualTo(new Provable.NotInLog());
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
    void theCertificateOfAKeyIsAsGoodAsTheKey() throws IOException {
        Path certificate = keyStore.certificate(folder);
        assertThat(tool("verify", "live", "--key", certificate).exitCode()).isZero();
        Files.writeString(
                certificate,
                "-----BEGIN CERTIFICATE-----\nMAo=\n-----END CERTIFICATE-----\n",
                StandardCharsets.US_ASCII);
        assertThat(tool("verify", "live", "--key", certificate).exitCode()).isEqualTo(2);
    }

    @Test
    void aLogThatWasRolledBackIsNotSignedByARunningServiceAndFoundByAWitnessOtherwise() throws IOException {
        Path witness = folder.resolve("witness.txt");
        Files.writeString(
                witness, database.query("select note from ledger_checkpoint").get(0));
        assertThat(tool("verify", "live", "--key", key, "--witness", witness).exitCode())
                .isZero();
        // A service that runs has seen what is signed.
        ledger.sequence();
        tamper("delete from ledger_checkpoint", "delete from ledger_log", "delete from ledger_subtree");
        tamper("delete from ledger_check where batch_number = 3", "delete from ledger_batch where batch_number = 3");
        assertThatThrownBy(ledger::sequence).isInstanceOf(LedgerAltered.class);
        assertThat(tool("verify", "live", "--key", key).out()).contains("; nothing is signed yet of 4 batches");
        ledger.restart();
        ledger.sequence();
        assertThat(tool("verify", "live", "--key", key).exitCode()).isZero();
        Told told = tool("verify", "live", "--key", key, "--witness", witness);
        assertThat(told.kinds()).containsExactly("ROLLED_BACK");
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(tool("verify", "live", "--witness", witness).exitCode()).isEqualTo(2);
    }

    @Test
    void aWitnessOfWhoLookedFindsWhatWasTakenAway() throws IOException {
        String head = AccessLogNote.sign(
                        LiveLedger.NAME,
                        "node-1",
                        3,
                        Hash.NONE,
                        keyStore.checkpoint().signing(),
                        keyStore.checkpoint().verifying())
                .text();
        Path heads = Files.writeString(folder.resolve("heads.txt"), head);
        Path checkpoints = Files.writeString(
                folder.resolve("checkpoints.txt"),
                database.query("select note from ledger_checkpoint").get(0));
        Told told = tool("verify", "live", "--key", key, "--witness", checkpoints, "--witness", heads);
        assertThat(told.kinds()).containsExactly("ACCESS_ROLLED_BACK");
        assertThat(told.exitCode()).isEqualTo(1);

        Path both = Files.writeString(folder.resolve("both.txt"), Files.readString(checkpoints) + "\n" + head);
        assertThat(tool("verify", "live", "--key", key, "--witness", both).kinds())
                .containsExactly("ACCESS_ROLLED_BACK");
        archive(old);
        assertThat(tool("verify", "month", archive, "--key", key, "--witness", both)
                        .exitCode())
                .isZero();

        Files.writeString(heads, head.replace("node-1\n3\n", "node-1\n4\n"));
        assertThat(tool("verify", "live", "--key", key, "--witness", heads).kinds())
                .containsExactly("ACCESS_HEAD_NOT_SIGNED");
        Files.writeString(heads, head + "\nsomething");
        assertThat(tool("verify", "live", "--key", key, "--witness", heads).exitCode())
                .isEqualTo(2);
    }

    /** One key may sign for two ledgers: their names keep them apart. */
    @Test
    void whatWasSignedForAnotherLedgerIsNotOfThisOne() throws IOException {
        CheckpointNote last = CheckpointNote.parse(
                        database.query("select note from ledger_checkpoint").get(0))
                .orElseThrow();
        CheckpointNote others = new Checkpoint(
                        "rtec.evil",
                        old,
                        last.checkpoint().size(),
                        last.checkpoint().root())
                .sign(keyStore.checkpoint().signing(), keyStore.checkpoint().verifying());
        Path witness = folder.resolve("witness.txt");
        Files.writeString(witness, others.text());
        assertThat(tool("verify", "live", "--key", key, "--witness", witness).kinds())
                .containsExactly("OTHER_LEDGER");
        ledger.append(young, 1);
        ledger.sequence();
        tamper("update ledger_checkpoint set note = $note$" + others.text() + "$note$ where ledger_month = '"
                + Moments.text(old) + "'");
        assertThat(tool("verify", "live", "--key", key).kinds()).containsExactly("OTHER_LEDGER");
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
}
