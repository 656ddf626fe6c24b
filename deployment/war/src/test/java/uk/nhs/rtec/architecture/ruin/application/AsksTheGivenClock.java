package uk.nhs.rtec.architecture.ruin.application;

import java.time.Clock;
import java.time.LocalDate;

/** A use case that is told what time it is, as it should be. */
public final class AsksTheGivenClock {

    private AsksTheGivenClock() {}

    static LocalDate today(Clock clock) {
        return LocalDate.now(clock);
    }
}
