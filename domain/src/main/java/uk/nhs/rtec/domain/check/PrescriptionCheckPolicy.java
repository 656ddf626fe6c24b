package uk.nhs.rtec.domain.check;

/** What a silent prescription tracker means for a check. */
public enum PrescriptionCheckPolicy {
    /** The check goes on, and the ledger says that the prescription was not verified. */
    ADVISORY,
    /** Nothing can be said without the tracker. */
    REQUIRED
}
