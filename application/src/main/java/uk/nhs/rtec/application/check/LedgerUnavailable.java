package uk.nhs.rtec.application.check;

/** The promise that every answer is on record cannot be kept now; carries nothing about the check. */
public final class LedgerUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(String what) {
        super(what);
    }

    public LedgerUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
