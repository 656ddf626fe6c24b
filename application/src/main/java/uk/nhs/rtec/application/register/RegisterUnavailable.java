package uk.nhs.rtec.application.register;

/** The register cannot be changed now; carries nothing about anybody in it. */
public final class RegisterUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public RegisterUnavailable(String what) {
        super(what);
    }

    public RegisterUnavailable(String what, Throwable cause) {
        super(what, cause);
    }
}
