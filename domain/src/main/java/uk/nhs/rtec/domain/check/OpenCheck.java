package uk.nhs.rtec.domain.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Requester;

/**
 * A check that was asked for and is not answered yet.
 *
 * @param askedAt when it was asked, to the microsecond
 */
public record OpenCheck(
        CheckId id,
        Requester requester,
        StatedPatient patient,
        PrescriptionId prescription,
        RequestReference reference,
        Instant askedAt) {

    /** The zone in which a day is a day for prescription charges. */
    public static final ZoneId ENGLAND = ZoneId.of("Europe/London");

    /** The day on which the patient stands at the counter. */
    public LocalDate day() {
        return LocalDate.ofInstant(askedAt, ENGLAND);
    }

    /** Whether the other check asks the same about the same patient and prescription. */
    public boolean asksTheSameAs(OpenCheck other) {
        return patient.equals(other.patient) && prescription.equals(other.prescription);
    }

    /** Ends this check with an outcome and all that led to it. */
    public ConcludedCheck conclude(CheckFindings findings, CheckOutcome outcome, Instant at) {
        return new ConcludedCheck(this, findings, outcome, at);
    }
}
