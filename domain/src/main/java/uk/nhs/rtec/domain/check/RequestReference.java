package uk.nhs.rtec.domain.check;

import java.util.Optional;
import java.util.UUID;

/**
 * What the requester calls the request.
 *
 * @param requestId makes a repeat of the same request safe
 * @param correlationId joins log lines of several systems; at most 255 characters are kept
 */
public record RequestReference(Optional<UUID> requestId, Optional<String> correlationId) {

    /** The most that is kept of a correlation id. */
    public static final int CORRELATION_ID_LENGTH = 255;

    public RequestReference {
        correlationId = correlationId.map(
                id -> id.length() > CORRELATION_ID_LENGTH ? id.substring(0, CORRELATION_ID_LENGTH) : id);
    }

    /** A request that its requester did not name. */
    public static RequestReference none() {
        return new RequestReference(Optional.empty(), Optional.empty());
    }
}
