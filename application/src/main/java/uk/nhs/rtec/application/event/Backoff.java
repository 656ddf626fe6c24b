package uk.nhs.rtec.application.event;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** How long somebody waits who got no answer: the longer the more often, and never longer than an hour. */
final class Backoff {

    private static final Duration FIRST = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration LONGEST_FOR_ALL = Duration.ofMinutes(1);

    private final InstantSource clock;
    private Instant over = Instant.MIN;
    private int silences;

    /** Of what is asked for everybody alike: as long as it is silent nobody is asked for, and it is tried every minute. */
    Backoff(InstantSource clock) {
        this.clock = clock;
    }

    /** How long to wait after so many failures in a row. */
    static Duration after(int failures) {
        return shorter(FIRST.multipliedBy(1L << Math.min(failures - 1, 20)), LONGEST);
    }

    /** Whether it is too early to ask again. */
    synchronized boolean isOn() {
        return clock.instant().isBefore(over);
    }

    /** There was no answer. */
    synchronized void lengthen() {
        silences++;
        over = clock.instant().plus(shorter(after(silences), LONGEST_FOR_ALL));
    }

    /** There was an answer. */
    synchronized void end() {
        silences = 0;
        over = Instant.MIN;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
