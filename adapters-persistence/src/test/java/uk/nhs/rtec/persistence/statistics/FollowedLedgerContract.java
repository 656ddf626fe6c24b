package uk.nhs.rtec.persistence.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.Examples.OTHER_PHARMACY;
import static uk.nhs.rtec.application.Examples.TODAY;
import static uk.nhs.rtec.application.Examples.check;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.ExampleCheck;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.MemoryCheckLedger;
import uk.nhs.rtec.application.statistics.CheckCounts;
import uk.nhs.rtec.application.statistics.CheckCountsContract;
import uk.nhs.rtec.application.statistics.MemoryCheckCounts;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;

/** What counts in a database owe beside what all counts do: each check once, whoever counts it, and whatever comes between. */
interface FollowedLedgerContract extends CheckCountsContract {

    DatabaseUnderTest database();

    LedgerUnderTest ledgerUnderTest();

    @Override
    default CheckLedger ledger() {
        return ledgerUnderTest().ledger();
    }

    @Override
    default CheckCounts counts() {
        return new HibernateCheckCounts(database().store());
    }

    @Override
    default void count() {
        catchUp(follower(database().application()));
    }

    @Test
    default void everyKindOfCheckIsCountedAsAnyStoreCountsIt() {
        MemoryCheckLedger memory = new MemoryCheckLedger();
        for (ExampleCheck check : Examples.everyKindOfCheck()) {
            memory.append(check.concluded());
            ledger().append(check.concluded());
        }
        count();
        MemoryCheckCounts expected = new MemoryCheckCounts(memory);

        assertThat(counts().hours(LONG_AGO, LATER, Optional.empty()))
                .isEqualTo(expected.hours(LONG_AGO, LATER, Optional.empty()));
        assertThat(counts().pharmacies(TODAY.minusDays(90), TODAY.plusDays(200)))
                .isEqualTo(expected.pharmacies(TODAY.minusDays(90), TODAY.plusDays(200)));
        assertThat(counts().silences(LONG_AGO, LATER, Optional.of(HERE)))
                .isEqualTo(expected.silences(LONG_AGO, LATER, Optional.of(HERE)));
        assertThat(counts().categories(JUNE, JUNE, Optional.empty()).stream()
                        .mapToLong(CheckCounts.OfCategory::confirmations)
                        .sum())
                .isEqualTo(expected.categories(JUNE, JUNE, Optional.empty()).size());
    }

    @Test
    default void aStepIsBoundedAndSaysHowFarItCame() {
        IntStream.range(0, 10).forEach(i -> record());
        StatisticsFollower small = small(database().application());

        assertThat(small.step()).isEqualTo(new StatisticsFollower.Step(3, true));
        assertThat(counted()).isEqualTo(3);
        // The batch that comes next was written then.
        assertThat(counts().progress().upTo()).contains(NOON);
        catchUp(small);

        assertThat(counted()).isEqualTo(10);
        assertThat(small.step()).isEqualTo(StatisticsFollower.Step.NONE);
        assertThat(counts().progress().upTo()).contains(NOON.plusSeconds(60));
        assertThat(counts().progress().notCounted()).isEmpty();
    }

    @Test
    default void aStepThatTookWhatThereWasIsNotFullWhateverComesMeanwhile() {
        StatisticsFollower follower = small(database().application());
        record();
        record();
        assertThat(follower.step()).isEqualTo(new StatisticsFollower.Step(2, false));
        record();
        assertThat(follower.step()).isEqualTo(new StatisticsFollower.Step(1, false));
    }

    @Test
    default void monthsOfLongAgoAreLookedAtNowAndThenAlsoWhenThereIsAlwaysSomethingNew() {
        StatisticsFollower follower = follower(database().application());
        record();
        assertThat(follower.step().checks()).isEqualTo(1);
        ledger().append(another(check().askedAt(NOON.minus(Duration.ofDays(120)))));
        record();
        assertThat(follower.step().checks()).isEqualTo(1);
        assertThat(follower(database().application()).step().checks()).isEqualTo(1);
    }

    @Test
    default void aBacklogOfLongAgoIsCountedWithoutARest() {
        ledger().append(another(check().askedAt(NOON.plus(Duration.ofDays(31)))));
        Instant longAgo = NOON.minus(Duration.ofDays(120));
        IntStream.range(0, 7).forEach(i -> ledger().append(another(check().askedAt(longAgo))));
        StatisticsFollower follower = small(database().application());
        while (follower.step().full()) {}
        assertThat(counted()).isEqualTo(8);
    }

    @Test
    default void severalFollowersCountEachCheckOnceWhileNodesWrite() throws Exception {
        AtomicBoolean written = new AtomicBoolean();
        try (LedgerUnderTest other =
                LedgerUnderTest.on(database().store(), database().application(), LedgerUnderTest.patient("node-2"))) {
            Callable<Integer> writing = () -> {
                for (int i = 0; i < 60; i++) {
                    record();
                    other.ledger().append(another(check().by(OTHER_PHARMACY)));
                }
                written.set(true);
                return 0;
            };
            Callable<Integer> following = () -> {
                StatisticsFollower follower = small(database().application());
                while (!written.get()) {
                    follower.step();
                }
                return 0;
            };
            AtOnce.call(List.of(writing, following, following, following));
        }
        count();

        assertThat(counts().pharmacies(TODAY, TODAY))
                .extracting(pharmacy -> pharmacy.tally().checks())
                .containsExactly(60L, 60L);
        assertThat(counted()).isEqualTo(120);
    }

    @Test
    default void whoFailsBetweenTwoStepsHasCountedOneOrNone() {
        IntStream.range(0, 10).forEach(i -> record());
        small(database().application()).step();

        assertThatThrownBy(() -> small(losing(database().application(), true)).step())
                .isInstanceOf(DatabaseFailure.class);
        assertThat(counted()).isEqualTo(3);
        assertThatThrownBy(() -> small(losing(database().application(), false)).step())
                .isInstanceOf(DatabaseFailure.class);
        assertThat(counted()).isEqualTo(6);
        count();
        assertThat(counted()).isEqualTo(10);
    }

    @Test
    default void aBatchThatComesAfterThoseOfTheNextMonthIsCountedToo() {
        record();
        ledger().append(another(check().askedAt(NOON.plus(Duration.ofDays(31)))));
        count();
        record();
        ledger().append(another(check().askedAt(NOON.plus(Duration.ofDays(31)))));
        StatisticsFollower follower = follower(database().application());
        catchUp(follower);
        catchUp(follower);

        assertThat(counted()).isEqualTo(4);
    }

    /** How many checks are counted. */
    default long counted() {
        return counts().hours(LONG_AGO, LATER, Optional.empty()).stream()
                .mapToLong(hour -> hour.tally().checks())
                .sum();
    }

    /** Has a check on record that no other is like. */
    default void record() {
        ledger().append(another(check()));
    }

    private static ConcludedCheck another(ExampleCheck check) {
        return check.withId(UUID.randomUUID()).concluded();
    }

    static void catchUp(StatisticsFollower follower) {
        while (follower.step().checks() > 0) {}
    }

    static StatisticsFollower follower(DataSource database) {
        return new StatisticsFollower(database, InstantSource.fixed(NOON.plusSeconds(60)));
    }

    static StatisticsFollower small(DataSource database) {
        return new StatisticsFollower(
                database, InstantSource.fixed(NOON.plusSeconds(60)), new StatisticsFollower.Bounds(3, 3));
    }

    /** A way to the database that is lost at the first commit: before the database hears of it, or before its answer comes. */
    private static DataSource losing(DataSource source, boolean before) {
        return (DataSource) Proxy.newProxyInstance(
                FollowedLedgerContract.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection")
                        ? losing(source.getConnection(), before)
                        : method.invoke(source, arguments));
    }

    private static Object losing(Connection connection, boolean before) {
        return Proxy.newProxyInstance(
                FollowedLedgerContract.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("commit")) {
                            if (before) {
                                connection.rollback();
                            } else {
                                connection.commit();
                            }
                            throw new SQLException("the connection broke", "08006");
                        }
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
