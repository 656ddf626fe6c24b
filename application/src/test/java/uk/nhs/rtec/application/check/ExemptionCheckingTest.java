package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NoExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked.Reason;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;

@Timeout(20)
final class ExemptionCheckingTest extends CheckStory {

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
    void whoIsExemptByAgeIsNotLookedForInTheRegister() {
        demographics = number -> traced("2015-06-15");
        recordWhoIsAsked();

        RecordedCheck answer = onRecord(check(CHILD, RequestReference.none()));

        assertThat(answer.outcome()).isEqualTo(new ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of()));
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

    private static PrescriptionTrace found(NhsNumber patient, PrescriptionState state, PrescriptionOrigin origin) {
        return new PrescriptionTrace.Found(new TrackedPrescription(patient, state, origin));
    }
}
