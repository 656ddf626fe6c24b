package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.nhs.rtec.acceptance.OwnServer.Part;

// One power cut while checks are answered; LedgerKillIT has many, of every kind.
class LedgerCrashIT {

    @Test
    void afterAPowerCutEveryAnsweredCheckIsOnRecordOnce(@TempDir Path folder) throws SQLException {
        OwnServer server = OwnServer.onTheDatabaseUnderTest("ledger-crash");
        try (KillRounds rounds = new KillRounds(server, new Random())) {
            Reckoning afterwards =
                    rounds.killed(server.isOnPostgres() ? EnumSet.allOf(Part.class) : EnumSet.of(Part.SERVER));

            assertThat(afterwards).matches(Reckoning::isWhole);
            assertThat(rounds.answeredOtherwiseWhenRepeated()).isEmpty();
            assertThat(rounds.counted()).matches(Reckoning::isWhole);
            rounds.assertThatTheLedgerVerifies(folder);
            assertThat(rounds.isOwnerOfItsTables()).isNotEqualTo(server.isOnPostgres());
        }
    }
}
