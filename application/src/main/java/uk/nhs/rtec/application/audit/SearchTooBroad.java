package uk.nhs.rtec.application.audit;

/** A search was given up, since what it looks through is more than the time it has; of less it may be answered. */
public final class SearchTooBroad extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SearchTooBroad(String what) {
        super(what);
    }
}
