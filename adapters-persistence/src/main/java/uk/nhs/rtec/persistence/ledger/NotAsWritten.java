package uk.nhs.rtec.persistence.ledger;

/** Rows are not what the ledger's log says that was written; says which, and nothing of what they hold. */
public final class NotAsWritten extends Exception {

    private static final long serialVersionUID = 1L;

    NotAsWritten(String where) {
        super(where);
    }
}
