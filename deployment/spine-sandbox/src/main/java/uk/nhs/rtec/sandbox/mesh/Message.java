package uk.nhs.rtec.sandbox.mesh;

import java.time.Instant;
import java.util.Optional;

/**
 * One message in a mailbox.
 *
 * @param partnerId what the sender says to the receiver about it
 */
record Message(String id, String workflowId, Optional<String> partnerId, String body, Instant delivered) {

    @Override
    public String toString() {
        return "Message[" + id + ", " + workflowId + "]";
    }
}
