package uk.nhs.rtec.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked;
import uk.nhs.rtec.domain.check.CheckOutcome.Undetermined;
import uk.nhs.rtec.domain.covid.Standing;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.proof.Flaw;
import uk.nhs.rtec.domain.proof.Verdict;

final class EveryCaseIsRoutedTest {

    private static final NhsNumber NUMBER = new NhsNumber("9434765919");

    @ParameterizedTest
    @ValueSource(
            classes = {CheckOutcome.class, PatientTrace.class, PrescriptionTrace.class, Standing.class, Verdict.class})
    void thereIsOneFunctionForEachCase(Class<?> sealed) {
        Method map = Arrays.stream(sealed.getDeclaredMethods())
                .filter(method -> method.getName().equals("map"))
                .findFirst()
                .orElseThrow();

        assertThat(map.getParameterCount()).isEqualTo(sealed.getPermittedSubclasses().length);
    }

    @Test
    void outcomes() {
        List<CheckOutcome> outcomes = List.of(
                new CheckOutcome.ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of()),
                new CheckOutcome.NoExemptionFound(),
                new NotChecked(NotChecked.Reason.PATIENT_UNKNOWN),
                new Undetermined(Undetermined.Source.PDS, Silence.TIMED_OUT));

        assertThat(outcomes.stream()
                        .map(outcome -> outcome.<String>map(
                                found -> "found " + found.disclosed(),
                                notFound -> "not found",
                                notChecked -> "not checked " + notChecked.reason(),
                                undetermined -> "undetermined " + undetermined.source())))
                .containsExactly("found AGE", "not found", "not checked PATIENT_UNKNOWN", "undetermined PDS");
    }

    @Test
    void patientTraces() {
        PatientRecord record = new PatientRecord(
                NUMBER, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
        List<PatientTrace> traces = List.of(
                new PatientTrace.Traced(record),
                new PatientTrace.Untraced(PatientTrace.Untraced.Reason.INVALIDATED),
                new PatientTrace.NoAnswer(Silence.REFUSED));

        assertThat(traces.stream()
                        .map(trace -> trace.<String>map(
                                traced -> "traced " + traced.record().marks(),
                                untraced -> "untraced " + untraced.reason(),
                                noAnswer -> "no answer " + noAnswer.silence())))
                .containsExactly("traced []", "untraced INVALIDATED", "no answer REFUSED");
    }

    @Test
    void prescriptionTraces() {
        TrackedPrescription prescription =
                new TrackedPrescription(NUMBER, PrescriptionState.CLAIMED, PrescriptionOrigin.ENGLISH_NHS);
        List<PrescriptionTrace> traces = List.of(
                new PrescriptionTrace.Found(prescription),
                new PrescriptionTrace.NotFound(),
                new PrescriptionTrace.IssueNotFound(),
                new PrescriptionTrace.NoAnswer(Silence.NOT_ASKED));

        assertThat(traces.stream()
                        .map(trace -> trace.<String>map(
                                found -> "found " + found.prescription().state(),
                                notFound -> "not found",
                                issueNotFound -> "issue not found",
                                noAnswer -> "no answer " + noAnswer.silence())))
                .containsExactly("found CLAIMED", "not found", "issue not found", "no answer NOT_ASKED");
    }

    @Test
    void standings() {
        List<Standing> standings = List.of(
                new Standing.Pending(),
                new Standing.Verified(),
                new Standing.Unverified(Standing.Mismatch.NAME_DIFFERS),
                new Standing.Rejected(),
                new Standing.Removed(Standing.RemovalReason.ADDED_IN_ERROR));

        assertThat(standings.stream()
                        .map(standing -> standing.<String>map(
                                pending -> "pending",
                                verified -> "verified",
                                unverified -> "unverified " + unverified.mismatch(),
                                rejected -> "rejected",
                                removed -> "removed " + removed.reason())))
                .containsExactly(
                        "pending", "verified", "unverified NAME_DIFFERS", "rejected", "removed ADDED_IN_ERROR");
    }

    @Test
    void verdicts() {
        List<Verdict> verdicts =
                List.of(new Verdict.Verified(), new Verdict.NotVerified(Set.of(Flaw.BATCH_NOT_IN_LOG)));

        assertThat(verdicts.stream()
                        .map(verdict -> verdict.<String>map(
                                verified -> "verified", notVerified -> "not verified " + notVerified.flaws())))
                .containsExactly("verified", "not verified [BATCH_NOT_IN_LOG]");
    }
}
