package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckRules;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.PrescriptionCheckPolicy;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateNumber;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.DisclosurePolicy;
import uk.nhs.rtec.domain.exemption.ExemptionCategory;
import uk.nhs.rtec.domain.exemption.ExemptionCertificate;
import uk.nhs.rtec.domain.exemption.Validity;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
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

/** A check, with everybody whom it asks. */
abstract class CheckStory {

    static final Instant ASKED_AT = Instant.parse("2026-02-03T09:15:00.123456Z");

    /** So long that a wait which no clock of ours ends is seen as a test that hangs. */
    static final Duration DEADLINE = Duration.ofMinutes(10);

    static final Requester REQUESTER =
            new Requester(new OdsCode("FML84"), new SdsUserId("504309731017"), new Asid("200000010371"));

    static final NhsNumber NUMBER = new NhsNumber("9434765919");
    static final StatedPatient PATIENT = stated("1985-06-15");
    static final StatedPatient CHILD = stated("2015-06-15");
    static final PrescriptionId PRESCRIPTION = new PrescriptionId("471BC8-P83027-34B75X");

    static final PrescriptionTrace TRACKED = new PrescriptionTrace.Found(
            new TrackedPrescription(NUMBER, PrescriptionState.TO_BE_DISPENSED, PrescriptionOrigin.ENGLISH_NHS));

    static final ExemptionCertificate MATERNITY = new ExemptionCertificate(
            new CertificateNumber("MAT-1"),
            ExemptionCategory.MATERNITY,
            new Validity(LocalDate.of(2025, 8, 1), LocalDate.of(2026, 7, 31)));

    static final UUID REQUEST_ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

    final ManualClock clock = new ManualClock();
    final Carrier upstreams = new Carrier();
    final Carrier stores = new Carrier();
    final ListLedger ledger = new ListLedger();
    final AtomicLong lastId = new AtomicLong();
    final List<String> asked = new ArrayList<>();

    PatientDemographics demographics = number -> traced("1985-06-15");
    PrescriptionTracker tracker = (prescription, onBehalfOf) -> TRACKED;
    ExemptionRegister register = (person, day) -> CertificateSearch.answered(List.of(MATERNITY));
    CheckLedger used = ledger;
    Executor upstreamExecutor = upstreams;
    Executor storeExecutor = stores;
    PrescriptionCheckPolicy prescriptionCheck = PrescriptionCheckPolicy.ADVISORY;

    @AfterEach
    void letTheSilentGo() {
        upstreams.close();
        stores.close();
    }

    CheckAnswer check(StatedPatient patient, RequestReference reference) {
        return checking().check(REQUESTER, patient, PRESCRIPTION, reference);
    }

    ExemptionChecking checking() {
        return new ExemptionChecking(
                new ExemptionChecking.Sources(demographics, tracker, register),
                used,
                new CheckPolicy(DEADLINE, new CheckRules(DisclosurePolicy.PUBLISHED, prescriptionCheck)),
                new ExemptionChecking.Threads(upstreamExecutor, upstreamExecutor, storeExecutor),
                clock,
                () -> new CheckId(new UUID(0, lastId.incrementAndGet())));
    }

    void recordWhoIsAsked() {
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

    static RecordedCheck onRecord(CheckAnswer answer) {
        assertThat(answer).isInstanceOf(CheckAnswer.OnRecord.class);
        return ((CheckAnswer.OnRecord) answer).check();
    }

    static RequestReference named(UUID requestId) {
        return new RequestReference(Optional.of(requestId), Optional.empty());
    }

    static StatedPatient stated(String born) {
        return new StatedPatient(
                NUMBER,
                new DateOfBirth(LocalDate.parse(born)),
                new Postcode("NE32JH"),
                new Surname("Parker"),
                Optional.of(new Forename("Peter")));
    }

    static PatientTrace traced(@Nullable String born, Mark... marks) {
        return new Traced(new PatientRecord(
                NUMBER,
                Optional.ofNullable(born).map(LocalDate::parse).map(DateOfBirth::new),
                Optional.of(new Postcode("NE32JH")),
                Optional.of(new Surname("Parker")),
                Optional.of(new Forename("Peter")),
                Set.of(marks)));
    }

    static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** A ledger that has nothing yet and appends in this way. */
    static CheckLedger appending(Function<ConcludedCheck, RecordedCheck> append) {
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
    static final class ListLedger implements CheckLedger {

        final List<ConcludedCheck> appended = new ArrayList<>();
        final List<List<Object>> asked = new ArrayList<>();

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

    static final class ManualClock implements InstantSource {

        volatile Instant now = ASKED_AT;

        @Override
        public Instant instant() {
            return now;
        }
    }

    /**
     * Threads, one task after the other: a task is over for whoever gave it when it has ended, or when the source in it has fallen silent
     * and the clock stands where that silence is to be noticed.
     */
    final class Carrier implements Executor, AutoCloseable {

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
