package uk.nhs.rtec.application.audit;

/** Who looked at what in the history of checks, kept for good. */
public interface AccessRecords {

    /**
     * Puts an access on record with what came of it, before anybody is told.
     *
     * @throws HistoryUnavailable when it may not be on record
     */
    void add(AccessToHistory access);
}
