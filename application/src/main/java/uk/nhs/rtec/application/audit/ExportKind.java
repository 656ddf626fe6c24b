package uk.nhs.rtec.application.audit;

/** What can be exported. */
public enum ExportKind {
    CHECKS,
    CLAIMS
}
