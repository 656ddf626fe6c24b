package uk.nhs.rtec.deployment;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import uk.nhs.rtec.application.audit.OutcomeKind;
import uk.nhs.rtec.application.check.CheckAnswer;
import uk.nhs.rtec.application.check.CheckExemption;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Requester;

/** Counts and times checks by how they ended: {@code rtec_checks_seconds}. */
final class MeteredCheckExemption implements CheckExemption {

    private final CheckExemption checkExemption;
    private final MeterRegistry meters;

    MeteredCheckExemption(CheckExemption checkExemption, MeterRegistry meters) {
        this.checkExemption = checkExemption;
        this.meters = meters;
    }

    @Override
    public CheckAnswer check(
            Requester requester, StatedPatient patient, PrescriptionId prescription, RequestReference reference) {
        long start = System.nanoTime();
        String ended = "ERROR";
        try {
            CheckAnswer answer = checkExemption.check(requester, patient, prescription, reference);
            ended = answer.map(
                    onRecord -> OutcomeKind.of(onRecord.check().outcome()).name(), reused -> "REQUEST_ID_REUSED");
            return answer;
        } catch (LedgerUnavailable e) {
            ended = "NOT_RECORDED";
            throw e;
        } finally {
            meters.timer("rtec.checks", "outcome", ended).record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        }
    }
}
