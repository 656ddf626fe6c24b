package uk.nhs.rtec.deployment.ledger.archive;

/**
 * Something that is not as the ledger wrote it.
 *
 * @param kind what is wrong
 * @param where where it was seen; nothing of a patient
 */
public record Finding(Kind kind, String where) {

    /** What can be wrong with the archive of a month, or between two checkpoints. */
    public enum Kind {
        FILE_MISSING("a file of the archive is missing"),
        FILE_ALTERED("a file is not the one that the archive was made with"),
        FILE_BROKEN("a file breaks off, or is not what it should be"),
        COUNT_DIFFERS("there are not as many as the manifest says"),
        ROW_UNREADABLE("a row is not what a ledger writes"),
        CHECK_MISSING("a batch has fewer checks than were written in it"),
        CHECK_INSERTED("a check stands there that was not written in its batch"),
        CHECK_OUT_OF_ORDER("the checks of a batch are not in the order in which they were written"),
        CHECK_ALTERED("a check of the batch is not as it was written"),
        CHECK_OF_ANOTHER_MONTH("a check was answered in another month"),
        BATCH_ALTERED("a batch is not the one that the log was given"),
        BATCH_OUT_OF_ORDER("the batches do not stand in the order of the log"),
        BATCH_MISSING("the log has a batch that is not there"),
        BATCH_INSERTED("a batch is there that is not in the log"),
        BATCH_OF_ANOTHER_MONTH("a batch belongs to another month"),
        CHAIN_BROKEN("a batch does not follow the one that its node wrote before"),
        LOG_OUT_OF_ORDER("the log is not in its order"),
        LOG_REWRITTEN("the log is not the one that was signed"),
        LOG_NOT_SIGNED("the log, or its end, is not covered by a checkpoint"),
        ROLLED_BACK("a checkpoint vouches for more batches than the log has"),
        CHECKPOINT_NOT_SIGNED("a checkpoint is not signed with the ledger's key"),
        CHECKPOINT_OF_ANOTHER_LOG("a checkpoint is of another log"),
        CHECKPOINT_OUT_OF_ORDER("the checkpoints are not in the order of their sizes"),
        TWO_CHECKPOINTS_OF_ONE_SIZE("two checkpoints of one size vouch for two different logs"),
        NOT_EXTENDED("the newer checkpoint does not extend the older one");

        private final String sentence;

        Kind(String sentence) {
            this.sentence = sentence;
        }
    }

    /** The line that tells of it. */
    @Override
    public String toString() {
        return kind + ": " + kind.sentence + " (" + where + ")";
    }
}
