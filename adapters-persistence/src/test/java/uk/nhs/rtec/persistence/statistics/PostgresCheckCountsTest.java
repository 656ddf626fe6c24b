package uk.nhs.rtec.persistence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.check;

import java.time.Duration;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;

final class PostgresCheckCountsTest implements FollowedLedgerContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @RegisterExtension
    final LedgerUnderTest ledger = LedgerUnderTest.patient(DATABASE);

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }

    @Override
    public LedgerUnderTest ledgerUnderTest() {
        return ledger;
    }

    @Test
    void aMonthThatLeavesTheLedgerStaysCountedAndIsNotCountedAgainWhenItIsBack() {
        record();
        count();
        DATABASE.asOwner("alter table ledger_check detach partition ledger_check_2026_06");
        try {
            count();
            assertThat(counted()).isEqualTo(1);
            assertThat(counts().progress().notCounted()).isEmpty();
        } finally {
            DATABASE.asOwner("select ledger_attach_partition(date '2026-06-01')");
        }
        count();
        assertThat(counted()).isEqualTo(1);
        record();
        count();
        assertThat(counted()).isEqualTo(2);
    }

    @Test
    void aMonthThatLeftBeforeItWasCountedIsMissedUntilItIsBack() {
        record();
        ledger().append(check().askedAt(NOON.plus(Duration.ofDays(31))).concluded());
        DATABASE.asOwner("alter table ledger_check detach partition ledger_check_2026_06");
        try {
            count();
            count();
            assertThat(counted()).isEqualTo(1);
            assertThat(counts().progress().notCounted()).isEqualTo(List.of(YearMonth.of(2026, 6)));
            assertThat(counts().progress().upTo()).contains(NOON.plusSeconds(60));
        } finally {
            DATABASE.asOwner("select ledger_attach_partition(date '2026-06-01')");
        }
        count();
        assertThat(counted()).isEqualTo(2);
        assertThat(counts().progress().notCounted()).isEmpty();
    }

    @Test
    void aMonthThatIsGoneDoesNotHoldBackHowFarCountsAre() {
        StatisticsFollower follower = FollowedLedgerContract.small(DATABASE.application());
        ledger().append(check().askedAt(NOON.plus(Duration.ofDays(31))).concluded());
        DATABASE.asOwner("alter table ledger_check detach partition ledger_check_2026_07");
        try {
            assertThat(follower.step().checks()).isZero();
            assertThat(counts().progress().upTo()).contains(NOON.plusSeconds(60));
            for (int i = 0; i < 3; i++) {
                record();
            }
            // So many are enough for one step, in which what is gone is not tried.
            assertThat(FollowedLedgerContract.small(DATABASE.application())
                            .step()
                            .checks())
                    .isEqualTo(3);
            assertThat(counts().progress().upTo()).contains(NOON.plusSeconds(60));
            assertThat(counts().progress().notCounted()).containsExactly(YearMonth.of(2026, 7));
        } finally {
            DATABASE.asOwner("select ledger_attach_partition(date '2026-07-01')");
        }
        assertThat(follower.step().checks()).isZero();
        count();
        assertThat(counted()).isEqualTo(4);
    }

    @Test
    void theOwnerHasEverythingCountedAnew() {
        record();
        count();
        DATABASE.asOwner("select statistics_begin_anew()");
        assertThat(counted()).isZero();
        assertThat(counts().progress().upTo()).isEmpty();

        count();
        assertThat(counted()).isEqualTo(1);
    }
}
