package uk.nhs.rtec.application.check;

import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.patient.StatedPatient;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.Requester;

/** Asks whether a charge exemption is on record for a patient and a prescription. */
public interface CheckExemption {

    /**
     * Answers within the whole check's deadline, and never before the answer is in the ledger.
     *
     * @throws LedgerUnavailable when the check could not be put on record: then nothing may be answered
     */
    CheckAnswer check(
            Requester requester, StatedPatient patient, PrescriptionId prescription, RequestReference reference);
}
