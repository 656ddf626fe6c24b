package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked.Reason;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined.Source;
import uk.nhs.rtec.domain.check.CheckRules;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.PrescriptionCheckPolicy;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.DisclosurePolicy;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;

@Timeout(20)
final class ExemptionCheckingTest {

    private static final Instant ASKED_AT = Instant.parse("2026-02-03T09:15:00.123456Z");
    /** So long that a wait which no clock of ours ends is seen as a test that hangs. */
    private static final Duration DEADLINE = Duration.ofMinutes(10);

    private static final Duration SHARE_OF_UPSTREAMS = Duration.ofSeconds(450);
    private static final Duration SHARE_OF_EVERY_SOURCE = Duration.ofSeconds(525);

    private static final Requester REQUESTER =
            new Requester(new OdsCode("FML84"), new SdsUserId("504309731017"), new Asid("200000010371"));
    private static final NhsNumber NUMBER = new NhsNumber("9434765919");
    private static final StatedPatient PATIENT = stated("1985-06-15");
    private static final StatedPatient CHILD = stated("2015-06-15");
    private static final PrescriptionId PRESCRIPTION = new PrescriptionId("471BC8-P83027-34B75X");
    private static final PrescriptionTrace TRACKED = new PrescriptionTrace.Found(
            new TrackedPrescription(NUMBER, PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.ENGLISH_NHS));
    private static final ExemptionCertificate MATERNITY = new ExemptionCertificate(
            new CertificateNumber("MAT-1"),
            ExemptionCategory.MATERNITY,
            new Validity(LocalDate.of(2025, 8, 1), LocalDate.of(2026, 7, 31)));
    private static final UUID REQUEST_ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    private final ManualClock clock = new ManualClock();
    private final Carrier upstreams = new Carrier();
    private final Carrier stores = new Carrier();
    private final ListLedger ledger = new ListLedger();
    private final AtomicLong lastId = new AtomicLong();
    private final List<String> asked = new ArrayList<>();

    private PatientDemographics demographics = number -> traced("1985-06-15");
    private PrescriptionTracker tracker = (prescription, onBehalfOf) -> TRACKED;
    private ExemptionRegister register = (person, day) -> CertificateSearch.answered(List.of(MATERNITY));
    private CheckLedger used = ledger;
    private Executor upstreamExecutor = upstreams;
    private Executor storeExecutor = stores;
    private PrescriptionCheckPolicy prescriptionCheck = PrescriptionCheckPolicy.ADVISORY;

    @AfterEach
    void letTheSilentGo() {
        upstreams.close();
        stores.close();
    }

    @Test
    void whatIsFoundIsOnRecordAndIsTheAnswer() {
        RecordedCheck answer = onRecord(check(PATIENT, RequestReference.none()));

        assertThat(answer.outcome())
                .isEqualTo(new ExemptionFound(
                        ChargeExemption.MATERNITY, ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE, List.of(MATERNITY)));
        assertThat(answer.concluded())
                .isEqualTo(new ConcludedCheck(
                        new OpenCheck(
                                new CheckId(new UUID(0, 1)),
                                REQUESTER,
                                PATIENT,
                                PRESCRIPTION,
                                RequestReference.none(),
                                ASKED_AT),
                        new CheckFindings(
                                traced("1985-06-15"), TRACKED, CertificateSearch.answered(List.of(MATERNITY))),
                        answer.outcome(),
                        ASKED_AT));
        assertThat(ledger.appended).containsExactly(answer.concluded());
    }

    @Test
    void nothingOnRecordAnywhereIsOnRecordToo() {
        register = (person, day) -> CertificateSearch.answered(List.of());

        assertThat(onRecord(check(PATIENT, RequestReference.none())).outcome()).isEqualTo(new NoExemptionFound());
        assertThat(ledger.appended).hasSize(1);
    }

    @Test
    void eachSourceIsAskedForThatPatientPrescriptionAndDay() {
        List<Object> questions = new ArrayList<>();
        demographics = number -> {
            questions.add(number);
            return traced("1985-06-15");
        };
        tracker = (prescription, onBehalfOf) -> {
            questions.addAll(List.of(prescription, onBehalfOf));
            return TRACKED;
        };
        register = (person, day) -> {
            questions.addAll(List.of(person, day));
            return CertificateSearch.answered(List.of());
        };

        check(PATIENT, RequestReference.none());

        assertThat(questions)
                .containsExactlyInAnyOrder(
                        NUMBER,
                        PRESCRIPTION,
                        REQUESTER.practitioner(),
                        new SoughtPerson(
                                Set.of(NUMBER),
                                PATIENT.dateOfBirth(),
                                Optional.of(PATIENT.surname()),
                                Optional.of(PATIENT.postcode()),
                                PATIENT.forename()),
                        LocalDate.of(2026, 2, 3));
    }

    @Test
    void bothUpstreamsAreAskedAtOnce() {
        CountDownLatch demographicsAsked = new CountDownLatch(1);
        CountDownLatch trackerAsked = new CountDownLatch(1);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        upstreamExecutor = threads;
        demographics = number -> {
            demographicsAsked.countDown();
            await(trackerAsked);
            return traced("1985-06-15");
        };
        tracker = (prescription, onBehalfOf) -> {
            trackerAsked.countDown();
            await(demographicsAsked);
            return TRACKED;
        };
        try {
            assertThat(onRecord(check(PATIENT, RequestReference.none())).outcome())
                    .isInstanceOf(ExemptionFound.class);
        } finally {
            threads.shutdownNow();
        }
    }

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
        upstreamExecutor = ExemptionCheckingTest::refuse;

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
        storeExecutor = ExemptionCheckingTest::refuse;

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
    void aRequestWithoutAnIdIsNeverARepeat() {
        CheckAnswer first = check(PATIENT, RequestReference.none());
        CheckAnswer second = check(PATIENT, RequestReference.none());

        assertThat(ledger.appended).hasSize(2);
        assertThat(onRecord(second).id()).isNotEqualTo(onRecord(first).id());
        assertThat(ledger.asked).isEmpty();
    }

    @Test
    void aRepeatGetsTheSameAnswerAndNobodyIsAskedAgain() {
        CheckAnswer first = check(PATIENT, named(REQUEST_ID));
        recordWhoIsAsked();

        CheckAnswer second = check(PATIENT, named(REQUEST_ID));

        assertThat(second).isEqualTo(first);
        assertThat(asked).isEmpty();
        assertThat(ledger.appended).hasSize(1);
    }

    @Test
    void aRepeatIsLookedForAmongTheRequestersOwnOfTheLast24Hours() {
        check(PATIENT, named(REQUEST_ID));

        assertThat(ledger.asked).containsExactly(List.of(REQUESTER, REQUEST_ID, ASKED_AT.minus(Duration.ofHours(24))));
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("otherQuestions")
    void aRequestIdThatNamedAnotherQuestionIsRefused(
            StatedPatient patient, PrescriptionId prescription, String remark) {
        check(PATIENT, named(REQUEST_ID));
        recordWhoIsAsked();

        CheckAnswer answer = checking().check(REQUESTER, patient, prescription, named(REQUEST_ID));

        assertThat(answer).as(remark).isEqualTo(new CheckAnswer.RequestIdReused());
        assertThat(asked).isEmpty();
        assertThat(ledger.appended).hasSize(1);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("otherQuestions")
    void aRequestIdOfACheckThatWasUndeterminedIsRefusedForAnotherQuestion(
            StatedPatient patient, PrescriptionId prescription, String remark) {
        demographics = number -> new PatientTrace.NoAnswer(Silence.UNREACHABLE);
        check(PATIENT, named(REQUEST_ID));
        recordWhoIsAsked();

        CheckAnswer answer = checking().check(REQUESTER, patient, prescription, named(REQUEST_ID));

        assertThat(answer).as(remark).isEqualTo(new CheckAnswer.RequestIdReused());
        assertThat(asked).isEmpty();
        assertThat(ledger.appended).hasSize(1);
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource("otherQuestions")
    void aRequestIdThatATwinUsedForAnotherQuestionMeanwhileIsRefused(
            StatedPatient patient, PrescriptionId prescription, String remark) {
        RecordedCheck twin = onRecord(check(PATIENT, named(REQUEST_ID)));
        used = appending(check -> twin);

        assertThat(checking().check(REQUESTER, patient, prescription, named(REQUEST_ID)))
                .as(remark)
                .isEqualTo(new CheckAnswer.RequestIdReused());
    }

    static Stream<Arguments> otherQuestions() {
        return Stream.of(
                Arguments.of(CHILD, PRESCRIPTION, "another patient"),
                Arguments.of(PATIENT, new PrescriptionId("C0FFEE-A99968-11111J"), "another prescription"));
    }

    @Test
    void ofTwinsInFlightTheOneThatTheLedgerHasIsAnsweredToBoth() {
        RecordedCheck twin = onRecord(check(PATIENT, named(REQUEST_ID)));
        used = appending(check -> twin);

        assertThat(check(PATIENT, named(REQUEST_ID))).isEqualTo(new CheckAnswer.OnRecord(twin));
    }

    @Test
    void whatCouldNotBeToldIsAskedAnew() {
        PatientDemographics speaking = demographics;
        demographics = number -> new PatientTrace.NoAnswer(Silence.UNREACHABLE);
        assertThat(onRecord(check(PATIENT, named(REQUEST_ID))).outcome()).isInstanceOf(Undetermined.class);
        demographics = speaking;

        RecordedCheck second = onRecord(check(PATIENT, named(REQUEST_ID)));

        assertThat(second.outcome()).isInstanceOf(ExemptionFound.class);
        assertThat(ledger.appended)
                .hasSize(2)
                .allMatch(check -> check.asked().reference().requestId().equals(Optional.of(REQUEST_ID)));
    }

    @Test
    void whoIsExemptByAgeIsNotLookedForInTheRegister() {
        demographics = number -> traced("2015-06-15");
        recordWhoIsAsked();

        RecordedCheck answer = onRecord(check(CHILD, RequestReference.none()));

        assertThat(answer.outcome()).isEqualTo(new ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of()));
        assertThat(asked).containsExactlyInAnyOrder("demographics", "tracker");
    }

    @Test
    void theRegisterIsNotAskedWhenTheDemographicsAreSilent() {
        demographics = number -> new PatientTrace.NoAnswer(Silence.REFUSED);
        recordWhoIsAsked();

        check(PATIENT, RequestReference.none());

        assertThat(asked).containsExactlyInAnyOrder("demographics", "tracker");
    }

    @ParameterizedTest(name = "{2}")
    @MethodSource
    void asMuchIsDoneForWhoeverMayNotBeChecked(PatientTrace patient, PrescriptionTrace prescription, Reason reason) {
        demographics = number -> patient;
        tracker = (id, onBehalfOf) -> prescription;
        recordWhoIsAsked();

        RecordedCheck answer = onRecord(check(PATIENT, RequestReference.none()));

        assertThat(answer.outcome()).isEqualTo(new NotChecked(reason));
        assertThat(asked).containsExactlyInAnyOrder("demographics", "tracker", "register");
    }

    static Stream<Arguments> asMuchIsDoneForWhoeverMayNotBeChecked() {
        NhsNumber anothers = new NhsNumber("9990000026");
        return Stream.of(
                Arguments.of(new Untraced(Untraced.Reason.UNKNOWN), TRACKED, Reason.PATIENT_UNKNOWN),
                Arguments.of(new Untraced(Untraced.Reason.INVALIDATED), TRACKED, Reason.PATIENT_INVALIDATED),
                Arguments.of(traced("1985-06-15", Mark.RESTRICTED), TRACKED, Reason.PATIENT_RESTRICTED),
                Arguments.of(traced("1985-06-15", Mark.DECEASED), TRACKED, Reason.PATIENT_DECEASED),
                Arguments.of(traced(null), TRACKED, Reason.DETAILS_MISSING),
                Arguments.of(traced("1985-06-16"), TRACKED, Reason.DETAILS_DIFFER),
                Arguments.of(traced("2015-06-15", Mark.RESTRICTED), TRACKED, Reason.PATIENT_RESTRICTED),
                Arguments.of(traced("1985-06-15"), new PrescriptionTrace.NotFound(), Reason.PRESCRIPTION_UNKNOWN),
                Arguments.of(
                        traced("1985-06-15"),
                        found(anothers, PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.ENGLISH_NHS),
                        Reason.PRESCRIPTION_OF_ANOTHER),
                Arguments.of(
                        traced("1985-06-15"),
                        found(NUMBER, PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.WELSH),
                        Reason.PRESCRIPTION_NOT_ENGLISH),
                Arguments.of(
                        traced("1985-06-15"),
                        found(NUMBER, PrescriptionState.CANCELLED, PrescriptionOrigin.ENGLISH_NHS),
                        Reason.PRESCRIPTION_NOT_CHARGEABLE));
    }

    @Test
    void aLongCorrelationIdIsCutBeforeItIsRecorded() {
        RequestReference reference = new RequestReference(Optional.empty(), Optional.of("c".repeat(300)));

        RecordedCheck answer = onRecord(check(PATIENT, reference));

        assertThat(answer.concluded().asked().reference().correlationId()).contains("c".repeat(255));
    }

    @Test
    void momentsAreKeptToTheMicrosecond() {
        clock.now = ASKED_AT.plusNanos(789);

        RecordedCheck answer = onRecord(check(PATIENT, RequestReference.none()));

        assertThat(answer.concluded().asked().askedAt()).isEqualTo(ASKED_AT);
        assertThat(answer.concluded().answeredAt()).isEqualTo(ASKED_AT);
    }

    @Test
    void anAnswerIsRoutedToItsFunction() {
        CheckAnswer recorded = check(PATIENT, RequestReference.none());

        assertThat(recorded.<String>map(onRecord -> "on record", reused -> "reused"))
                .isEqualTo("on record");
        assertThat(new CheckAnswer.RequestIdReused().<String>map(onRecord -> "on record", reused -> "reused"))
                .isEqualTo("reused");
        assertThat(CheckAnswer.class.getPermittedSubclasses()).hasSize(2);
    }

    private CheckAnswer check(StatedPatient patient, RequestReference reference) {
        return checking().check(REQUESTER, patient, PRESCRIPTION, reference);
    }

    private ExemptionChecking checking() {
        return new ExemptionChecking(
                new ExemptionChecking.Sources(demographics, tracker, register),
                used,
                new CheckPolicy(DEADLINE, new CheckRules(DisclosurePolicy.PUBLISHED, prescriptionCheck)),
                new ExemptionChecking.Threads(upstreamExecutor, upstreamExecutor, storeExecutor),
                clock,
                () -> new CheckId(new UUID(0, lastId.incrementAndGet())));
    }

    private void recordWhoIsAsked() {
        PatientDemographics theDemographics = demographics;
        PrescriptionTracker theTracker = tracker;
        ExemptionRegister theRegister = register;
        demographics = number -> {
            asked.add("demographics");
            return theDemographics.trace(number);
        };
        tracker = (prescription, onBehalfOf) -> {
            asked.add("tracker");
            return theTracker.find(prescription, onBehalfOf);
        };
        register = (person, day) -> {
            asked.add("register");
            return theRegister.certificatesOf(person, day);
        };
    }

    private static RecordedCheck onRecord(CheckAnswer answer) {
        assertThat(answer).isInstanceOf(CheckAnswer.OnRecord.class);
        return ((CheckAnswer.OnRecord) answer).check();
    }

    private static RequestReference named(UUID requestId) {
        return new RequestReference(Optional.of(requestId), Optional.empty());
    }

    private static StatedPatient stated(String born) {
        return new StatedPatient(
                NUMBER,
                new DateOfBirth(LocalDate.parse(born)),
                new Postcode("NE32JH"),
                new Surname("Parker"),
                Optional.of(new Forename("Peter")));
    }

    private static PatientTrace traced(@Nullable String born, Mark... marks) {
        return new Traced(new PatientRecord(
                NUMBER,
                Optional.ofNullable(born).map(LocalDate::parse).map(DateOfBirth::new),
                Optional.of(new Postcode("NE32JH")),
                Optional.of(new Surname("Parker")),
                Optional.of(new Forename("Peter")),
                Set.of(marks)));
    }

    private static PrescriptionTrace found(NhsNumber patient, PrescriptionState state, PrescriptionOrigin origin) {
        return new PrescriptionTrace.Found(new TrackedPrescription(patient, state, origin));
    }

    private static void refuse(Runnable task) {
        throw new RejectedExecutionException("no thread for " + task.getClass().getSimpleName());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A ledger that has nothing yet and appends in this way. */
    private static CheckLedger appending(Function<ConcludedCheck, RecordedCheck> append) {
        return new CheckLedger() {
            @Override
            public RecordedCheck append(ConcludedCheck check) {
                return append.apply(check);
            }

            @Override
            public Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since) {
                return Optional.empty();
            }
        };
    }

    /** A ledger in a list, for one thread at a time. */
    private static final class ListLedger implements CheckLedger {

        private final List<ConcludedCheck> appended = new ArrayList<>();
        private final List<List<Object>> asked = new ArrayList<>();

        @Override
        public RecordedCheck append(ConcludedCheck check) {
            appended.add(check);
            return new RecordedCheck(check);
        }

        @Override
        public Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since) {
            asked.add(List.of(requester, requestId, since));
            return appended.stream()
                    .filter(check -> check.asked().requester().equals(requester))
                    .filter(check -> check.asked().reference().requestId().equals(Optional.of(requestId)))
                    .sorted(Comparator.comparing(ConcludedCheck::isDetermined).reversed())
                    .map(RecordedCheck::new)
                    .findFirst();
        }
    }

    private static final class ManualClock implements InstantSource {

        private volatile Instant now = ASKED_AT;

        @Override
        public Instant instant() {
            return now;
        }
    }

    /**
     * Threads, one task after the other: a task is over for whoever gave it when it has ended, or when the source in it has fallen silent
     * and the clock stands where that silence is to be noticed.
     */
    private final class Carrier implements Executor, AutoCloseable {

        private final Semaphore moved = new Semaphore(0);
        private final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void execute(Runnable task) {
            Thread thread = new Thread(() -> {
                task.run();
                moved.release();
            });
            thread.start();
            moved.acquireUninterruptibly();
        }

        /** Never answers; the clock then stands at this much after the check was asked. */
        RuntimeException fallSilentUntil(Duration afterAsked) {
            clock.now = ASKED_AT.plus(afterAsked);
            moved.release();
            await(end);
            return new IllegalStateException("the test is over");
        }

        @Override
        public void close() {
            end.countDown();
        }
    }
}
