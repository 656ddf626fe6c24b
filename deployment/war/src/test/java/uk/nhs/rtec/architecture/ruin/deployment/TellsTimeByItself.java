package uk.nhs.rtec.architecture.ruin.deployment;

import java.time.Instant;

/** A part of the deployment that is not the wiring, and looks at the clock all the same. */
public final class TellsTimeByItself {

    private TellsTimeByItself() {}

    static Instant now() {
        return Instant.now();
    }
}
