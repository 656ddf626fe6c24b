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
}
