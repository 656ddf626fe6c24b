package uk.nhs.rtec.rest.access;

/** What a refused caller is told in {@code WWW-Authenticate} (RFC 6750, section 3). */
enum Challenge {
    NO_TOKEN("Bearer realm=\"rtec\""),
    INVALID_REQUEST("Bearer realm=\"rtec\", error=\"invalid_request\""),
    INVALID_TOKEN("Bearer realm=\"rtec\", error=\"invalid_token\""),
    INSUFFICIENT_SCOPE("Bearer realm=\"rtec\", error=\"insufficient_scope\"");

    static final String HEADER = "WWW-Authenticate";

    /** Under this name a request carries the challenge that its API words itself. */
    static final String LEFT_TO_API = Challenge.class.getName();

    private final String value;

    Challenge(String value) {
        this.value = value;
    }

    String value() {
        return value;
    }
}
