package uk.nhs.rtec.application.audit;

import uk.nhs.rtec.domain.requester.Officer;

/** Lets governance review who looked at what; every look is itself on record before anything is shown. */
public interface ReviewAccesses {

    /**
     * The accesses that meet the query.
     *
     * @param reason why the officer looks, 1 to 200 characters
     * @throws HistoryUnavailable when nothing can be shown now
     */
    AccessPage accesses(Officer officer, String reason, AccessQuery query);

    /**
     * The alerts that meet the query.
     *
     * @param reason why the officer looks, 1 to 200 characters
     * @throws HistoryUnavailable when nothing can be shown now
     */
    AlertPage alerts(Officer officer, String reason, AlertQuery query);

    /**
     * Closes an alert with what came of looking at it.
     *
     * @param note in the officer's own words, 1 to 400 characters
     * @throws HistoryUnavailable when it may not be on record
     */
    Closing close(Officer officer, AccessId alert, AlertFinding finding, String note);

    /** How a wish to close an alert ended. */
    enum Closing {
        CLOSED,
        /** There is no alert of that name. */
        UNKNOWN,
        /** Nobody reviews what they did themselves. */
        OWN_ACCESS,
        ALREADY_CLOSED
    }
}
