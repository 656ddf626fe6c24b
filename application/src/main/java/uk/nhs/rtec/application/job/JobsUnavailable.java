package uk.nhs.rtec.application.job;

/** The jobs cannot be read or changed now; carries nothing of any file. */
public final class JobsUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JobsUnavailable(String what) {
        super(what);
    }
}
