package uk.nhs.rtec.application.audit;

/** What came of looking at an alert. */
public enum AlertFinding {
    APPROPRIATE,
    INAPPROPRIATE
}
