package uk.nhs.rtec.architecture.ruin.rest.audit;

import uk.nhs.rtec.domain.patient.NhsNumber;

/** What an auditor is shown: the patient's details, as it should be. */
public final class ShowsChecks {

    private ShowsChecks() {}

    static String of(NhsNumber number) {
        return number.inTheClear();
    }
}
