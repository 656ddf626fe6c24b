package uk.nhs.rtec.application.audit;

/** What came of an access, as far as was known before it was answered. */
public enum AccessOutcome {
    SUCCEEDED,
    /** It was granted and is under way; how it ended is a record of its own. */
    BEGUN,
    /** There is nothing of the name that was given. */
    NOT_FOUND,
    /** It is not for this person, or not now. */
    REFUSED,
    /** The service could not do it, or not in the time that it has. */
    FAILED
}
