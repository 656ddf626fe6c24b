package uk.nhs.rtec.persistence.ledger;

import java.util.Collection;

/** Rows are not those that were signed, or do not go on from them: nothing is signed on top of them. Says which, and nothing of what they hold. */
public final class LedgerAltered extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerAltered(String where) {
        super(where);
    }

    /** All of it at once. */
    public static LedgerAltered all(Collection<LedgerAltered> found) {
        return new LedgerAltered(String.join(
                "; ", found.stream().map(LedgerAltered::where).distinct().toList()));
    }

    /** Which rows, for a log. */
    public String where() {
        return String.valueOf(getMessage());
    }
}
