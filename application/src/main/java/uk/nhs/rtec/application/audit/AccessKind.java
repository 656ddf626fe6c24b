package uk.nhs.rtec.application.audit;

/** What somebody did when they looked into what is on record. */
public enum AccessKind {
    CHECK_SEARCH,
    CHECK_VIEW,
    /** The proof of a check with all that is known of its patient. */
    EVIDENCE,
    /** The same as a document to be read by people. */
    EVIDENCE_DOCUMENT,
    EXPORT_REQUEST,
    /** Somebody looked at what others want to take out. */
    EXPORT_LIST,
    /** The same of one export. */
    EXPORT_VIEW,
    /** A second person said yes to an export. */
    EXPORT_APPROVAL,
    /** A second person said no to an export. */
    EXPORT_REFUSAL,
    EXPORT_DOWNLOAD,
    CLAIM_SEARCH,
    CLAIM_SUMMARY,
    /** Which patients asked about others. */
    COVID_ATTEMPT_SEARCH,
    /** Somebody looked at who looked at what. */
    ACCESS_LOG_SEARCH,
    ACCESS_ALERT_SEARCH,
    ALERT_CLOSURE
}
