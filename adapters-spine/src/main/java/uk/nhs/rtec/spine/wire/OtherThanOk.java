package uk.nhs.rtec.spine.wire;

import java.util.Optional;

/** An upstream answered with another status than 200. */
public class OtherThanOk extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Optional<TolerantObject> body;
    private final transient Optional<RetryAfter> retryAfter;

    OtherThanOk(int status, Optional<TolerantObject> body, Optional<RetryAfter> retryAfter) {
        super("answered with status " + status);
        this.status = status;
        this.body = body;
        this.retryAfter = retryAfter;
    }

    int status() {
        return status;
    }

    Optional<TolerantObject> body() {
        return body;
    }

    Optional<RetryAfter> retryAfter() {
        return retryAfter;
    }
}
