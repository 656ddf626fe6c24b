package uk.nhs.rtec.application.covid;

/** Who asked about somebody else, for those who may read it. */
public interface CovidAttemptHistory {

    /**
     * The attempts that meet the query, newest first.
     *
     * @throws CovidRecordsUnavailable when that cannot be said
     */
    AttemptPage find(AttemptQuery query);
}
