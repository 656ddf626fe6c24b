package uk.nhs.rtec.spine.pds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.spine.pds.CallRate.Caller;

@Timeout(20)
final class CallRateTest {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration SECOND = Duration.ofSeconds(1);

    /** Passes only when it is told to; close to where a counter of nanoseconds turns negative. */
    private static final class ToldTime implements CallRate.Time {

        private final AtomicLong now =
                new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(2).toNanos());

        @Override
        public long nanos() {
            return now.get();
        }

        @Override
        @SuppressWarnings("WaitNotInLoop") // Whoever passes the time looks again at what is true then.
        public void pass(Condition changed, long nanos) throws InterruptedException {
            changed.await();
        }
    }

    private final ToldTime time = new ToldTime();
    private final CallRate rate = new CallRate(5, time);
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        callers.shutdownNow();
    }

    @Test
    void soManyCallsGoThroughAtOnceAndNoMoreInAnySecond() {
        assertThat(turnsTakenAtOnce(6)).isEqualTo(5);
        passes(Duration.ofMillis(999));
        assertThat(turnsTakenAtOnce(1)).isZero();
        passes(Duration.ofMillis(1));
        assertThat(turnsTakenAtOnce(6)).isEqualTo(5);
    }

    @Test
    void aSecondIsAnySecondAndNoneThatBeginsWithTheClocks() {
        assertThat(turnsTakenAtOnce(3)).isEqualTo(3);
        passes(Duration.ofMillis(600));
        assertThat(turnsTakenAtOnce(3)).isEqualTo(2);
        passes(Duration.ofMillis(400));
        assertThat(turnsTakenAtOnce(6)).isEqualTo(3);
    }

    @Test
    void whoeverCannotHaveATurnInTimeIsToldAtOnceAndCostsNobodyATurn() throws Exception {
        turnsTakenAtOnce(5);

        assertThat(rate.hasTurn(Caller.CHECK, Duration.ofMillis(999))).isFalse();
        assertThat(rate.hasTurn(Caller.CHECK, Duration.ofMillis(-1))).isFalse();

        Future<Boolean> inTime = comes(Caller.CHECK, SECOND);
        passes(SECOND);
        assertThat(inTime.get()).isTrue();
    }

    @Test
    void whoCameFirstIsServedFirst() throws Exception {
        CallRate one = new CallRate(1, time);
        assertThat(one.hasTurn(Caller.CHECK, AT_ONCE)).isTrue();
        List<Integer> served = new CopyOnWriteArrayList<>();
        List<Future<Boolean>> waiting = new CopyOnWriteArrayList<>();
        for (int number = 1; number <= 3; number++) {
            int mine = number;
            waiting.add(callers.submit(() -> one.hasTurn(Caller.CHECK, Duration.ofSeconds(10)) && served.add(mine)));
            await().until(() -> one.waiting() == mine);
        }

        for (int number = 1; number <= 3; number++) {
            passes(one, SECOND);
            assertThat(waiting.get(number - 1).get()).isTrue();
            assertThat(served).hasSize(number).last().isEqualTo(number);
        }
    }

    @Test
    void whoWouldBeServedTooLateBecauseOfThoseBeforeIsToldAtOnce() {
        turnsTakenAtOnce(5);
        List<Future<Boolean>> before = IntStream.range(0, 5)
                .mapToObj(caller -> comes(Caller.CHECK, SECOND))
                .toList();
        await().until(() -> rate.waiting() == 5);

        assertThat(rate.hasTurn(Caller.CHECK, Duration.ofMillis(1_999))).isFalse();
        assertThat(before).noneMatch(Future::isDone);
    }

    @Test
    void aPauseHoldsEverybodyAndWhoCannotWaitAsLongLeavesAtOnce() throws Exception {
        turnsTakenAtOnce(5);
        Future<Boolean> hasTime = comes(Caller.CHECK, Duration.ofSeconds(4));
        Future<Boolean> hasNoTime = comes(Caller.CHECK, Duration.ofSeconds(2));
        await().until(() -> rate.waiting() == 2);

        rate.pause(Duration.ofSeconds(3));

        assertThat(hasNoTime.get()).isFalse();
        assertThat(rate.hasTurn(Caller.CHECK, Duration.ofMillis(2_999))).isFalse();
        passes(Duration.ofMillis(2_999));
        assertThat(hasTime).isNotDone();
        passes(Duration.ofMillis(1));
        assertThat(hasTime.get()).isTrue();
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() {
        rate.pause(Duration.ofSeconds(3));
        rate.pause(SECOND);

        passes(Duration.ofSeconds(2));
        assertThat(turnsTakenAtOnce(1)).isZero();
        passes(SECOND);
        assertThat(turnsTakenAtOnce(6)).isEqualTo(5);
    }

    @Test
    void whatCanWaitLeavesHalfOfEverySecondToTheChecks() {
        assertThat(IntStream.range(0, 5)
                        .filter(call -> rate.hasTurn(Caller.BACKGROUND, AT_ONCE))
                        .count())
                .isEqualTo(3);
        assertThat(turnsTakenAtOnce(5)).isEqualTo(2);
    }

    @Test
    void aCheckThatComesLaterGoesBeforeWhatCanWait() throws Exception {
        CallRate one = new CallRate(1, time);
        one.hasTurn(Caller.CHECK, AT_ONCE);
        Future<Boolean> background = callers.submit(() -> one.hasTurn(Caller.BACKGROUND, Duration.ofSeconds(10)));
        await().until(() -> one.waiting() == 1);
        Future<Boolean> check = callers.submit(() -> one.hasTurn(Caller.CHECK, Duration.ofSeconds(10)));
        await().until(() -> one.waiting() == 2);

        passes(one, SECOND);
        assertThat(check.get()).isTrue();
        assertThat(background).isNotDone();
        passes(one, SECOND);
        assertThat(background.get()).isTrue();
    }

    @Test
    void whoIsInterruptedHasNoTurnAndStandsInNobodysWay() throws Exception {
        turnsTakenAtOnce(5);
        Future<Boolean> interrupted = comes(Caller.CHECK, Duration.ofSeconds(10));
        await().until(() -> rate.waiting() == 1);

        interrupted.cancel(true);

        await().until(() -> rate.waiting() == 0);
        passes(SECOND);
        assertThat(turnsTakenAtOnce(6)).isEqualTo(5);
    }

    @Test
    void offItLetsEverybodyThroughEvenWhilePaused() {
        CallRate off = new CallRate(0, time);
        off.pause(SECOND);

        assertThat(IntStream.range(0, 1_000).allMatch(call -> off.hasTurn(Caller.CHECK, AT_ONCE)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE})
    void aRateBelowNothingIsRefused(int perSecond) {
        assertThatThrownBy(() -> CallRate.perSecond(perSecond)).isInstanceOf(IllegalArgumentException.class);
    }

    /** With the real time, once: what waits is woken by it. */
    @Test
    void theTimeThatPassesByItselfBringsTheTurn() {
        CallRate real = CallRate.perSecond(1);
        long start = System.nanoTime();

        assertThat(real.hasTurn(Caller.CHECK, AT_ONCE)).isTrue();
        assertThat(real.hasTurn(Caller.CHECK, Duration.ofSeconds(5))).isTrue();

        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
    }

    private long turnsTakenAtOnce(int callers) {
        return IntStream.range(0, callers)
                .filter(caller -> rate.hasTurn(Caller.CHECK, AT_ONCE))
                .count();
    }

    private Future<Boolean> comes(Caller caller, Duration within) {
        return callers.submit(() -> rate.hasTurn(caller, within));
    }

    private void passes(Duration duration) {
        passes(rate, duration);
    }

    /** A pause of nothing changes nothing, but wakes those who wait. */
    private void passes(CallRate whose, Duration duration) {
        time.now.addAndGet(duration.toNanos());
        whose.pause(Duration.ZERO);
    }
}
