package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.prescription.PrescriptionId;

class TwinsInFlightTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final CheckAnswer ANSWER = new CheckAnswer.RequestIdReused();
    private static final RequestReference REFERENCE =
            new RequestReference(Optional.of(new UUID(1, 2)), Optional.empty());

    private final AtomicInteger checks = new AtomicInteger();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch mayEnd = new CountDownLatch(1);

    @Test
    void aTwinWaitsForTheFirstAndIsAnsweredAlike() throws Exception {
        TwinsInFlight twins = new TwinsInFlight(this::checkUntilReleased, PATIENCE);
        CompletableFuture<CheckAnswer> first = CompletableFuture.supplyAsync(() -> ask(twins, Examples.PRESCRIPTION));
        begun.await();
        CompletableFuture<CheckAnswer> second = CompletableFuture.supplyAsync(() -> ask(twins, Examples.PRESCRIPTION));
        mayEnd.countDown();

        assertThat(second.get()).isSameAs(first.get());
        assertThat(checks.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void whileTheFirstIsUnderWayNoTwinAsksTheUpstreamsAndNobodyWaitsLongerThanACheckMayTake() throws Exception {
        TwinsInFlight twins = new TwinsInFlight(this::checkUntilReleased, Duration.ofMillis(20));
        CompletableFuture<CheckAnswer> first = CompletableFuture.supplyAsync(() -> ask(twins, Examples.PRESCRIPTION));
        begun.await();

        assertThatThrownBy(() -> ask(twins, Examples.PRESCRIPTION)).isInstanceOf(LedgerUnavailable.class);
        assertThat(checks.get()).isEqualTo(1);

        mayEnd.countDown();
        assertThat(first.get()).isSameAs(ANSWER);
    }

    @Test
    void anotherQuestionUnderTheSameIdIsRefusedAtOnce() throws Exception {
        TwinsInFlight twins = new TwinsInFlight(this::checkUntilReleased, PATIENCE);
        CompletableFuture<CheckAnswer> first = CompletableFuture.supplyAsync(() -> ask(twins, Examples.PRESCRIPTION));
        begun.await();

        assertThat(ask(twins, Examples.prescription(7))).isInstanceOf(CheckAnswer.RequestIdReused.class);
        assertThat(checks.get()).isEqualTo(1);

        mayEnd.countDown();
        assertThat(first.get()).isSameAs(ANSWER);
    }

    @Test
    void afterTheFirstHasFailedTheNextRunsAnew() {
        AtomicInteger calls = new AtomicInteger();
        TwinsInFlight twins = new TwinsInFlight(
                (requester, patient, prescription, reference) -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new LedgerUnavailable("the first time");
                    }
                    return ANSWER;
                },
                PATIENCE);

        assertThatThrownBy(() -> ask(twins, Examples.PRESCRIPTION)).hasMessage("the first time");
        assertThat(ask(twins, Examples.PRESCRIPTION)).isSameAs(ANSWER);
    }

    @Test
    void requestsWithoutAnIdNeverWaitForEachOther() {
        TwinsInFlight twins = new TwinsInFlight((requester, patient, prescription, reference) -> ANSWER, PATIENCE);

        assertThat(twins.check(
                        Examples.PHARMACY, Examples.PETER_PARKER, Examples.PRESCRIPTION, RequestReference.none()))
                .isSameAs(ANSWER);
    }

    private CheckAnswer checkUntilReleased(Object requester, Object patient, Object prescription, Object reference) {
        checks.incrementAndGet();
        begun.countDown();
        try {
            mayEnd.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return ANSWER;
    }

    private static CheckAnswer ask(CheckExemption twins, PrescriptionId prescription) {
        return twins.check(Examples.PHARMACY, Examples.PETER_PARKER, prescription, REFERENCE);
    }
}
