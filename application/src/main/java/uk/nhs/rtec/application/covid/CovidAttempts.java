package uk.nhs.rtec.application.covid;

/** Who asked about somebody else, kept for good. */
public interface CovidAttempts {

    /**
     * Puts an attempt on record before it is refused.
     *
     * @throws CovidRecordsUnavailable when it may not be on record
     */
    void add(AttemptAtAnother attempt);
}
