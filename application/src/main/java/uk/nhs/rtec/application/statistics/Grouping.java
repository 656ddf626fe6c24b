package uk.nhs.rtec.application.statistics;

/** What the checks of one row have in common. */
public enum Grouping {
    HOUR,
    DAY,
    MONTH,
    PHARMACY,
    /** Why the patient was exempt; only of those who were. */
    CATEGORY
}
