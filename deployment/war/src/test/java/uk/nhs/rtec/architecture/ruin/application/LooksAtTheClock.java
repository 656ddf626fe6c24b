package uk.nhs.rtec.architecture.ruin.application;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.function.Supplier;

/** A use case that finds out by itself what time it is. */
public final class LooksAtTheClock {

    private LooksAtTheClock() {}

    static LocalDate today() {
        return LocalDate.now(ZoneId.of("Europe/London"));
    }

    static Supplier<InstantSource> clock() {
        return InstantSource::system;
    }
}
