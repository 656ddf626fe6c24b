package uk.nhs.rtec.spine.wire;

import java.util.Optional;

/** An upstream answered that it is at fault itself (5xx): another try may do better, and too many of these open the breaker. */
public final class ServerFault extends OtherThanOk {

    private static final long serialVersionUID = 1;

    ServerFault(int status, Optional<TolerantObject> body, Optional<RetryAfter> retryAfter) {
        super(status, body, retryAfter);
    }
}
