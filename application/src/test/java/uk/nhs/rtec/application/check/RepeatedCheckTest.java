package uk.nhs.rtec.application.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckOutcome.ExemptionFound;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.prescription.PrescriptionId;

/** A request that names itself by an id is answered once. */
@Timeout(20)
final class RepeatedCheckTest extends CheckStory {

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
}
