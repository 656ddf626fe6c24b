package uk.nhs.rtec.spine.wire;

import java.util.Optional;

/** An upstream answered with another status than 200. */
public class OtherThanOk extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient Optional<TolerantObject> body;

    OtherThanOk(int status, Optional<TolerantObject> body) {
        super("answered with status " + status);
        this.status = status;
        this.body = body;
    }

    int status() {
        return status;
    }

    Optional<TolerantObject> body() {
        return body;
    }
}
