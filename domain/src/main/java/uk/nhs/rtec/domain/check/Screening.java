package uk.nhs.rtec.domain.check;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import uk.nhs.rtec.domain.check.CheckOutcome.NotChecked.Reason;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;

/** Who may not be checked, and which prescriptions: the first rule that objects gives the reason. */
final class Screening {

    /** The order is part of the meaning: what the demographics say of the patient comes before what the tracker says. */
    private static final List<Rule> RULES = List.of(
            Screening::untraced,
            whenPatient(is(PatientRecord.Mark.RESTRICTED), Reason.PATIENT_RESTRICTED),
            whenPatient(is(PatientRecord.Mark.DECEASED), Reason.PATIENT_DECEASED),
            whenPatient(PatientRecord::lacksDetails, Reason.DETAILS_MISSING),
            whenDetails((stated, recorded) -> recorded.differsFrom(stated), Reason.DETAILS_DIFFER),
            (stated, patient, prescription) -> prescription instanceof PrescriptionTrace.NotFound
                    ? Optional.of(Reason.PRESCRIPTION_UNKNOWN)
                    : Optional.empty(),
            Screening::prescriptionOfAnother,
            whenPrescription(
                    found -> found.origin() != PrescriptionOrigin.ENGLISH_NHS, Reason.PRESCRIPTION_NOT_ENGLISH),
            whenPrescription(found -> !found.state().isChargeable(), Reason.PRESCRIPTION_NOT_CHARGEABLE));

    private Screening() {}

    static Optional<Reason> objection(StatedPatient stated, CheckFindings findings) {
        return RULES.stream()
                .map(rule -> rule.objection(stated, findings.patient(), findings.prescription()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<Reason> untraced(
            StatedPatient stated, PatientTrace patient, PrescriptionTrace prescription) {
        if (!(patient instanceof Untraced untraced)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (untraced.reason()) {
                    case UNKNOWN -> Reason.PATIENT_UNKNOWN;
                    case INVALIDATED -> Reason.PATIENT_INVALIDATED;
                });
    }

    private static Optional<Reason> prescriptionOfAnother(
            StatedPatient stated, PatientTrace patient, PrescriptionTrace prescription) {
        if (!(prescription instanceof PrescriptionTrace.Found found)) {
            return Optional.empty();
        }
        boolean theirs = found.prescription().patient().equals(stated.nhsNumber())
                || (patient instanceof Traced traced
                        && found.prescription().patient().equals(traced.record().nhsNumber()));
        return theirs ? Optional.empty() : Optional.of(Reason.PRESCRIPTION_OF_ANOTHER);
    }

    private static Rule whenPatient(Predicate<PatientRecord> condition, Reason reason) {
        return whenDetails((stated, recorded) -> condition.test(recorded), reason);
    }

    private static Rule whenDetails(BiPredicate<StatedPatient, PatientRecord> condition, Reason reason) {
        return (stated, patient, prescription) ->
                patient instanceof Traced traced && condition.test(stated, traced.record())
                        ? Optional.of(reason)
                        : Optional.empty();
    }

    private static Rule whenPrescription(Predicate<TrackedPrescription> condition, Reason reason) {
        return (stated, patient, prescription) ->
                prescription instanceof PrescriptionTrace.Found found && condition.test(found.prescription())
                        ? Optional.of(reason)
                        : Optional.empty();
    }

    private static Predicate<PatientRecord> is(PatientRecord.Mark mark) {
        return recorded -> recorded.marks().contains(mark);
    }

    private interface Rule {
        Optional<Reason> objection(StatedPatient stated, PatientTrace patient, PrescriptionTrace prescription);
    }
}
