package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.acceptance.OwnServer.Part;

// The server, its PostgreSQL and both at once, killed again and again while they answer checks: nothing that was
// answered is lost. Two
// servers that are not as they must be show that it would be noticed.
class LedgerKillIT {

    private static final int ROUNDS = Integer.getInteger("kill.rounds", 20);

    private static final Set<Part> SERVER = Collections.unmodifiableSet(EnumSet.of(Part.SERVER));
    private static final Set<Part> DATABASE = Collections.unmodifiableSet(EnumSet.of(Part.DATABASE));
    private static final Set<Part> BOTH = Collections.unmodifiableSet(EnumSet.allOf(Part.class));
    private static final List<Set<Part>> KINDS = List.of(BOTH, DATABASE, SERVER);

    private static final long SEED = Optional.ofNullable(System.getProperty("kill.seed"))
            .map(Long::parseLong)
            .orElseGet(System::nanoTime);

    private static final Path REPORT = Path.of(ServerUnderTest.required("acceptance.target"), "ledger-kill.txt");

    @BeforeAll
    static void aNewReport() throws IOException {
        Files.deleteIfExists(REPORT);
        report("seed " + SEED + " (-Dkill.seed), " + ROUNDS + " rounds (-Dkill.rounds)");
    }

    @Test
    void whateverIsKilledNothingIsLostThatWasAnswered(@TempDir Path folder) throws IOException, SQLException {
        Random random = new Random(SEED);
        List<Set<Part>> kills = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            kills.add(KINDS.get(round % KINDS.size()));
        }
        Collections.shuffle(kills, random);
        int onRecord = 0;
        int notOnRecord = 0;
        try (KillRounds rounds = new KillRounds(OwnServer.onPostgres("kill"), random)) {
            for (Set<Part> parts : kills) {
                Reckoning afterwards = rounds.killed(parts);
                report("  " + parts + " " + line(afterwards));
                assertThat(afterwards).matches(Reckoning::isWhole);
                assertThat(rounds.answeredOtherwiseWhenRepeated()).isEmpty();
                Reckoning repeated = rounds.counted();
                assertThat(repeated).matches(Reckoning::isWhole);
                assertThat(repeated.acknowledged())
                        .isEqualTo(afterwards.acknowledged()
                                + afterwards.unknownOnRecord()
                                + afterwards.unknownNotOnRecord());
                rounds.assertThatTheLedgerVerifies(folder);
                onRecord += afterwards.unknownOnRecord();
                notOnRecord += afterwards.unknownNotOnRecord();
            }
            report("as it is: "
                    + KINDS.stream()
                            .map(kind -> Collections.frequency(kills, kind) + " kills of " + kind)
                            .toList()
                    + ", in the end " + line(rounds.counted()) + "; of the unanswered, " + onRecord
                    + " were on record and " + notOnRecord + " were not");
        }
        assertThat(onRecord + notOnRecord).isPositive();
    }

    // With synchronous_commit off, PostgreSQL says "committed" when the commit is in its memory, and its WAL writer has
    // it on disk up to
    // three times wal_writer_delay later. 200 ms are usual; with ten seconds hardly a kill finds nothing in memory.
    @Test
    void aDatabaseThatAnswersBeforeItHasWrittenIsFoundOut() throws IOException {
        assertThatChecksAreLost(
                "synchronous_commit=off",
                OwnServer.onPostgres(
                        "kill-asynchronous", Map.of("synchronous_commit", "off", "wal_writer_delay", "10s")),
                BOTH);
    }

    @Test
    void aLedgerThatAnswersBeforeItHasCommittedIsFoundOut() throws IOException {
        assertThatChecksAreLost(
                "acknowledged before commit", OwnServer.onPostgres("kill-hasty").with(HastyCheckLedger.class), SERVER);
    }

    private static void assertThatChecksAreLost(String what, OwnServer server, Set<Part> parts) throws IOException {
        Set<String> lost = Set.of();
        try (KillRounds rounds = new KillRounds(server, new Random(SEED))) {
            for (int round = 1; lost.isEmpty() && round <= ROUNDS; round++) {
                Reckoning afterwards = rounds.killed(parts);
                report(what + ", round " + round + ", " + parts + " " + line(afterwards));
                lost = afterwards.lost();
            }
        }
        assertThat(lost).isNotEmpty();
    }

    private static String line(Reckoning reckoning) {
        return "acknowledged %d, found %d, lost %d, twice %d, different %d, strangers %d, unanswered on record %d, not %d"
                .formatted(
                        reckoning.acknowledged(),
                        reckoning.found(),
                        reckoning.lost().size(),
                        reckoning.twice().size(),
                        reckoning.different().size(),
                        reckoning.strangers().size(),
                        reckoning.unknownOnRecord(),
                        reckoning.unknownNotOnRecord());
    }

    private static void report(String line) throws IOException {
        Files.writeString(REPORT, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
