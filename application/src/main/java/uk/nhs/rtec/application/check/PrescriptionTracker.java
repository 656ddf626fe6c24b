package uk.nhs.rtec.application.check;

import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** The national tracker of electronic prescriptions. */
public interface PrescriptionTracker {

    /**
     * What is known of a prescription; never an exception for what a source can do wrong.
     *
     * @param onBehalfOf the practitioner who asks
     */
    PrescriptionTrace find(PrescriptionId prescription, SdsUserId onBehalfOf);
}
