package uk.nhs.rtec.domain.proof;

/** What can be wrong with evidence. */
public enum Flaw {
    /** The checkpoint does not bear the ledger's signature. */
    CHECKPOINT_NOT_SIGNED,
    /** The batch is not shown to stand in the log that was signed. */
    BATCH_NOT_IN_LOG,
    /** The check is not shown to stand in the batch. */
    CHECK_NOT_IN_BATCH,
    /** The check was answered in another month than its batch or log is of. */
    OTHER_MONTH,
    /** What is said of the patient is not what the check was recorded with. */
    PATIENT_NOT_AS_RECORDED
}
