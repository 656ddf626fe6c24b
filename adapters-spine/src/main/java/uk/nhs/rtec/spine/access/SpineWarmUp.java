package uk.nhs.rtec.spine.access;

import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** One harmless question to each upstream, so that the first real check finds classes loaded, a token held and connections open. */
public record SpineWarmUp(PatientDemographics demographics, PrescriptionTracker tracker) {

    /** A number of the range that is never given to anyone. */
    private static final NhsNumber NOBODY = new NhsNumber("9990000018");

    private static final PrescriptionId NOTHING = new PrescriptionId("A1B2C3-A99968-00F0DK");

    /** Not a number of 12 digits, and so never sent: nobody asks. */
    private static final SdsUserId NO_ONE = new SdsUserId("0000");

    /** Asks both, and says whether both answered, whatever the answer. */
    public boolean bothAnswer() {
        boolean demographicsAnswer =
                demographics.trace(NOBODY).map(traced -> true, untraced -> true, noAnswer -> false);
        boolean trackerAnswers = tracker.find(NOTHING, NO_ONE)
                .map(found -> true, notFound -> true, issueNotFound -> true, noAnswer -> false);
        return demographicsAnswer && trackerAnswers;
    }
}
