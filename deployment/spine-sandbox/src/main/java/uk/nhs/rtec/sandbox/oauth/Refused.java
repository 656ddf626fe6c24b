package uk.nhs.rtec.sandbox.oauth;

/** Ends the checks of a token request at the first that fails. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient OAuthError error;

    Refused(OAuthError error) {
        super(null, null, false, false);
        this.error = error;
    }

    static Refused bad(String description) {
        return new Refused(OAuthError.badRequest(description));
    }

    static Refused unauthorised(String description) {
        return new Refused(OAuthError.unauthorised(description));
    }

    OAuthError error() {
        return error;
    }
}
