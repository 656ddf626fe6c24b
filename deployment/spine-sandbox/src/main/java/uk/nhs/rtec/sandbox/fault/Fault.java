package uk.nhs.rtec.sandbox.fault;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * One way in which an upstream misbehaves.
 *
 * @param latencyMillis waited before anything else happens
 * @param status answered in place of the real status, with the upstream's own error body unless a kind says otherwise
 * @param retryAfterSeconds said in a header beside that status
 * @param rate the share of calls it befalls, above 0 and up to 1
 */
public record Fault(
        long latencyMillis, OptionalInt status, OptionalInt retryAfterSeconds, Optional<FaultKind> kind, double rate) {
    public static final long LONGEST_LATENCY_MILLIS = 600_000;

    public Fault {
        if (latencyMillis < 0 || latencyMillis > LONGEST_LATENCY_MILLIS) {
            throw new IllegalArgumentException("latencyMs must be 0 to " + LONGEST_LATENCY_MILLIS);
        }
        if (status.isPresent() && (status.getAsInt() < 200 || status.getAsInt() > 599)) {
            throw new IllegalArgumentException("status must be 200 to 599");
        }
        if (retryAfterSeconds.isPresent() && (status.isEmpty() || retryAfterSeconds.getAsInt() < 0)) {
            throw new IllegalArgumentException("retryAfter must be 0 or more seconds, beside a status");
        }
        if (status.isPresent() && kind.filter(FaultKind.EXPIRED_TOKEN::equals).isPresent()) {
            throw new IllegalArgumentException("expired-token brings its own status");
        }
        if (!(rate > 0 && rate <= 1)) {
            throw new IllegalArgumentException("rate must be above 0 and up to 1");
        }
    }
}
