package uk.nhs.rtec.spine.pds;

import java.time.Duration;

/**
 * How PDS is asked.
 *
 * @param patience how long whoever asks will wait for a trace
 */
public record PdsSettings(Duration patience) {

    public PdsSettings {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a trace needs some time, not " + patience);
        }
    }

    /** How long a call may wait before it begins: what is left then is enough for it, or half of the time when that is short. */
    Duration forTurns() {
        Duration half = patience.dividedBy(2);
        Duration rest = patience.minusMillis(PdsApi.LONGEST_MILLIS);
        return rest.compareTo(half) < 0 ? half : rest;
    }
}
