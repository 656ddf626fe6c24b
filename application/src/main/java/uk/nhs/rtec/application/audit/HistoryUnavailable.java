package uk.nhs.rtec.application.audit;

/** The history of checks cannot be read, or the access to it cannot be recorded, now. */
public final class HistoryUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HistoryUnavailable(String what) {
        super(what);
    }

    public HistoryUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
