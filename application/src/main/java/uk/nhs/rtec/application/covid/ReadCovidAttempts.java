package uk.nhs.rtec.application.covid;

import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.domain.requester.Officer;

/** Shows which patients asked about others; every look is itself on record before anything is shown. */
public interface ReadCovidAttempts {

    /**
     * The attempts that meet the query.
     *
     * @param reason why the officer looks, 1 to 200 characters
     * @throws CovidRecordsUnavailable when nothing can be shown now
     * @throws HistoryUnavailable when the look cannot be put on record
     */
    AttemptPage search(Officer officer, String reason, AttemptQuery query);
}
