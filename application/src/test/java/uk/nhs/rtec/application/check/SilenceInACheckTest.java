package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined.Source;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.PrescriptionCheckPolicy;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.Requester;

/** Who is silent is given up in time, and that is on record too. */
@Timeout(20)
final class SilenceInACheckTest extends CheckStory {

    private static final Duration SHARE_OF_UPSTREAMS = Duration.ofSeconds(450);
    private static final Duration SHARE_OF_EVERY_SOURCE = Duration.ofSeconds(525);

    @Test
    void silentDemographicsAreGivenUpWhenTheShareOfTheUpstreamsIsOver() {
        demographics = number -> {
            throw upstreams.fallSilentUntil(SHARE_OF_UPSTREAMS);
        };

        assertThat(onRecord(check(PATIENT, RequestReference.none())).outcome())
                .isEqualTo(new Undetermined(Source.PDS, Silence.TIMED_OUT));
        assertThat(ledger.appended).hasSize(1);
    }

    @Test
    void aSilentTrackerIsGivenUpWhenTheShareOfTheUpstreamsIsOver() {
        tracker = (prescription, onBehalfOf) -> {
            throw upstreams.fallSilentUntil(SHARE_OF_UPSTREAMS);
        };

        RecordedCheck answer = onRecord(check(PATIENT, RequestReference.none()));

        assertThat(answer.outcome()).isInstanceOf(ExemptionFound.class);
        assertThat(answer.concluded().findings().prescription())
                .isEqualTo(new PrescriptionTrace.NoAnswer(Silence.TIMED_OUT));
    }

    @Test
    void aSilentTrackerIsSilenceWhenItMustBeHeard() {
        prescriptionCheck = PrescriptionCheckPolicy.REQUIRED;
        tracker = (prescription, onBehalfOf) -> {
            throw upstreams.fallSilentUntil(SHARE_OF_UPSTREAMS);
        };

        assertThat(onRecord(check(PATIENT, RequestReference.none())).outcome())
                .isEqualTo(new Undetermined(Source.PRESCRIPTION_TRACKER, Silence.TIMED_OUT));
    }

    @Test
    void aSilentRegisterIsGivenUpWhileThereIsStillTimeToPutThatOnRecord() {
        register = (person, day) -> {
            throw stores.fallSilentUntil(SHARE_OF_EVERY_SOURCE);
        };

        RecordedCheck answer = onRecord(check(PATIENT, RequestReference.none()));

        assertThat(answer.outcome()).isEqualTo(new Undetermined(Source.EXEMPTION_REGISTER, Silence.TIMED_OUT));
        assertThat(answer.concluded().answeredAt()).isEqualTo(ASKED_AT.plus(SHARE_OF_EVERY_SOURCE));
        assertThat(ledger.appended).containsExactly(answer.concluded());
    }

    @Test
    void aSilentLedgerIsGivenUpAtTheDeadlineAndNothingIsAnswered() {
        used = new CheckLedger() {
            @Override
            public RecordedCheck append(ConcludedCheck check) {
                throw stores.fallSilentUntil(DEADLINE);
            }

            @Override
            public Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since) {
                return Optional.empty();
            }
        };

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> check(PATIENT, RequestReference.none()))
                .withMessage("the ledger did not answer: TIMED_OUT");
    }

    @Test
    void aLedgerThatDoesNotSayWhatStandsIsGivenUpAtTheDeadlineAndNobodyIsAsked() {
        used = new CheckLedger() {
            @Override
            public RecordedCheck append(ConcludedCheck check) {
                throw new AssertionError("nothing was concluded");
            }

            @Override
            public Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since) {
                throw stores.fallSilentUntil(DEADLINE);
            }
        };
        recordWhoIsAsked();

        assertThatExceptionOfType(LedgerUnavailable.class).isThrownBy(() -> check(PATIENT, named(REQUEST_ID)));
        assertThat(asked).isEmpty();
    }

    @Test
    void upstreamsForWhichThereIsNoThreadWereNotAsked() {
        upstreamExecutor = SilenceInACheckTest::refuse;

        RecordedCheck answer = onRecord(check(PATIENT, RequestReference.none()));

        assertThat(answer.outcome()).isEqualTo(new Undetermined(Source.PDS, Silence.NOT_ASKED));
        assertThat(answer.concluded().findings().prescription())
                .isEqualTo(new PrescriptionTrace.NoAnswer(Silence.NOT_ASKED));
    }

    @Test
    void aRegisterForWhichThereIsNoThreadWasNotAskedAndTheLedgerMayStillHaveOne() {
        List<Runnable> tasks = new ArrayList<>();
        storeExecutor = task -> {
            tasks.add(task);
            if (tasks.size() == 1) {
                refuse(task);
            }
            task.run();
        };

        assertThat(onRecord(check(PATIENT, RequestReference.none())).outcome())
                .isEqualTo(new Undetermined(Source.EXEMPTION_REGISTER, Silence.NOT_ASKED));
    }

    @Test
    void aLedgerForWhichThereIsNoThreadIsUnavailable() {
        storeExecutor = SilenceInACheckTest::refuse;

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> check(PATIENT, RequestReference.none()))
                .withMessage("the ledger did not answer: NOT_ASKED");
    }

    @Test
    void aLedgerThatFailsLeavesNothingToAnswer() {
        LedgerUnavailable failure = new LedgerUnavailable("the disk is full");
        used = appending(check -> {
            throw failure;
        });

        assertThatExceptionOfType(LedgerUnavailable.class)
                .isThrownBy(() -> check(PATIENT, RequestReference.none()))
                .isSameAs(failure);
    }

    @Test
    void nothingIsAnsweredBeforeTheLedgerHasIt() throws Exception {
        CountDownLatch appending = new CountDownLatch(1);
        CountDownLatch mayReturn = new CountDownLatch(1);
        used = appending(check -> {
            appending.countDown();
            await(mayReturn);
            return new RecordedCheck(check);
        });
        ExecutorService threads = Executors.newCachedThreadPool();
        storeExecutor = threads;
        try {
            CompletableFuture<CheckAnswer> answer =
                    CompletableFuture.supplyAsync(() -> check(PATIENT, RequestReference.none()), threads);
            await(appending);
            assertThat(answer).isNotDone();

            mayReturn.countDown();

            assertThat(answer.get(10, TimeUnit.SECONDS)).isInstanceOf(CheckAnswer.OnRecord.class);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theRegisterIsNotAskedWhenTheDemographicsAreSilent() {
        demographics = number -> new PatientTrace.NoAnswer(Silence.REFUSED);
        recordWhoIsAsked();

        check(PATIENT, RequestReference.none());

        assertThat(asked).containsExactlyInAnyOrder("demographics", "tracker");
    }

    private static void refuse(Runnable task) {
        throw new RejectedExecutionException("no thread for " + task.getClass().getSimpleName());
    }
}
