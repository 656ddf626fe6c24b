package uk.nhs.rtec.application.audit;

/** Why an access is to be looked at by somebody else. */
public enum AlertReason {
    /** It is one of the sample, which nobody can foresee. */
    SAMPLE,
    /** It was at a time when nobody is expected to work. */
    OUTSIDE_WORKING_HOURS,
    /** It let so much out that a second person had to agree, and did. */
    EXPORT_OVER_LIMIT
}
