package uk.nhs.rtec.sandbox.oauth;

import java.util.UUID;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** A refusal of the token service, in its own words. */
record OAuthError(int status, String error, String description) {

    static final OAuthError BAD_SIGNATURE =
            new OAuthError(401, "public_key error", "JWT signature verification failed");

    static OAuthError badRequest(String description) {
        return new OAuthError(400, "invalid_request", description);
    }

    static OAuthError unauthorised(String description) {
        return new OAuthError(401, "invalid_request", description);
    }

    /** What a caller sees when the whole service answers with this status. */
    static OAuthError ofStatus(int status) {
        return status == 429
                ? new OAuthError(429, "too_many_requests", "Rate limit exceeded")
                : new OAuthError(
                        status,
                        "unknown_error",
                        "An unknown error occurred processing this request. Contact us for assistance diagnosing this"
                                + " issue: https://digital.nhs.uk/developer/help-and-support quoting Message ID");
    }

    Answer answer() {
        return Answer.json(
                        status,
                        JsonText.object()
                                .add("error", error)
                                .add("error_description", description)
                                .add("message_id", "rrt-" + UUID.randomUUID())
                                .build())
                .with("Cache-Control", "no-store");
    }
}
