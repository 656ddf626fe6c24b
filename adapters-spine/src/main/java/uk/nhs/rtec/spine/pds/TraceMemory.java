package uk.nhs.rtec.spine.pds;

import java.time.Duration;

/**
 * How long a verified patient is remembered.
 *
 * @param life nothing, which is off, or up to five minutes: who has just died or moved is known to PDS and not to us for as long
 */
public record TraceMemory(Duration life) {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    public TraceMemory {
        if (life.isNegative() || life.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a trace is remembered for PT0S to PT300S, not " + life);
        }
    }

    /** Whether anything is remembered at all. */
    public boolean isOn() {
        return !life.isZero();
    }
}
