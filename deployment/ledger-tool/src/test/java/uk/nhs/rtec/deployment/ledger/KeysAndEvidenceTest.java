package uk.nhs.rtec.deployment.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.audit.ExampleQuery.everyCheck;
import static uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder.value;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.audit.Provable;
import uk.nhs.rtec.deployment.ledger.archive.ArchiveFolder;
import uk.nhs.rtec.domain.check.ErasedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;
import uk.nhs.rtec.persistence.ledger.LedgerAltered;

/** What becomes of the keys of months that went and came back, and what is proved by the files alone. */
final class KeysAndEvidenceTest extends LedgerStory {

    @Test
    void aLedgerThatSignsWithAnotherKeySinceIsVerifiedWithBoth() throws IOException {
        KeyStoreFile both = keyStore.copiedTo(folder);
        both.addCheckpointKey(KeyStoreFile.SECOND_SIGNING);
        CheckpointKeys later = both.checkpoint(KeyStoreFile.SECOND_SIGNING);
        Path second = Told.keyFile(folder.resolve("second"), later.verifying());
        ledger.append(young, 2);
        // Who does not know the key from before cannot go on from what it signed.
        ledger.signWith(new CheckpointKeys(later.signing(), later.verifying()));
        assertThatThrownBy(ledger::sequence)
                .isInstanceOf(LedgerAltered.class)
                .hasMessageContaining("its last checkpoint, of size 5, is not ours");
        ledger.signWith(later);
        ledger.append(old, 1);
        ledger.sequence();

        assertThat(tool("verify", "live", "--key", key).kinds()).containsExactly("CHECKPOINT_NOT_SIGNED");
        assertThat(tool("verify", "live", "--key", second).kinds()).containsExactly("CHECKPOINT_NOT_SIGNED");
        assertThat(tool("verify", "live", "--key", key, "--key", second).exitCode())
                .isZero();
        Surroundings rotated = with(Map.of(
                "RTEC_LEDGER_KEY_STORE",
                both.file().toString(),
                "RTEC_LEDGER_CHECKPOINT_KEY",
                KeyStoreFile.SECOND_SIGNING));
        assertThat(Told.in(rotated, "archive", Moments.text(old), archive).exitCode())
                .isZero();
        assertThat(tool("verify", "month", archive, "--key", key).kinds()).contains("CHECKPOINT_NOT_SIGNED");
        assertThat(tool("verify", "month", archive, "--key", second, "--key", key)
                        .exitCode())
                .isZero();
        assertThat(tool("verify", "live", "--key", key, "--key", second).exitCode())
                .isZero();
        assertThat(tool("restore", archive, "--key", key, "--key", second).exitCode())
                .isZero();
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
                .contains("in use until two days after it");
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
    void theKeysOfAMonthAreInUseForTwoMoreDays() {
        Instant over = old.plusMonths(1).atDay(3).atStartOfDay(ZoneOffset.UTC).toInstant();
        assertThat(destroyAt(over.minusNanos(1)).err()).contains("in use until two days after it");
        assertThat(ledger.find(checks.get(0))).contains(new RecordedCheck(checks.get(0)));
        assertThat(destroyAt(over).out()).contains("DESTROYED: the keys of");
    }

    private Told destroyAt(Instant moment) {
        return Told.in(
                new Surroundings(with(Map.of()).environment(), InstantSource.fixed(moment)),
                "destroy-key",
                Moments.text(old),
                "--yes-destroy",
                Moments.text(old));
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
    void keysThatWereDestroyedWhileTheMonthWentIntoFilesAreErasedThere() {
        killedAfterTheFilesAreWhole();
        assertThat(archive.resolve("key.json")).exists();
        assertThat(destroy().exitCode()).isZero();

        Told told = archive(old);

        assertThat(told.out()).contains("DESTROYED: the keys in " + archive, "ARCHIVED: 5 checks");
        assertThat(told.exitCode()).isZero();
        assertThat(archive.resolve("key.json")).doesNotExist();
        assertThat(tool("verify", "month", archive, "--key", key).out()).contains("; its people were erased");
    }

    /** As when it was killed between the two. */
    @Test
    void keysThatWereDestroyedSinceAreErasedWhenTheSameCommandIsRunAgain() {
        archive(old);
        destroy();
        assertThat(archive.resolve("key.json")).exists();

        assertThat(archive(old).out()).contains("DESTROYED: the keys in " + archive, "it was taken out before");
        assertThat(archive.resolve("key.json")).doesNotExist();
        assertThat(archive(old).out()).doesNotContain("DESTROYED");
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
}
