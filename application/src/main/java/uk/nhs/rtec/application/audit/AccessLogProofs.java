package uk.nhs.rtec.application.audit;

/** What the access log can prove of itself. */
public interface AccessLogProofs {

    /**
     * How far it is signed.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    AccessLogState state();
}
