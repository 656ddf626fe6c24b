package uk.nhs.rtec.spine.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** The time for which an upstream asked not to be called (429 or 503 with a Retry-After), and at most a few minutes of it. */
public final class Pause {

    /** Whatever it says, it is asked again after this: what waits for it is acted upon within hours. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final Set<Integer> LATER = Set.of(429, 503);

    private final InstantSource clock;
    private final AtomicReference<Instant> end = new AtomicReference<>(Instant.MIN);

    /** No pause as yet. */
    public Pause(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether the upstream should be left alone now. */
    public boolean isOn() {
        return clock.instant().isBefore(end.get());
    }

    /** Takes note of what this answer asks for. */
    public void note(WholeAnswer answer) {
        if (LATER.contains(answer.status())) {
            Instant now = clock.instant();
            answer.retryAfter()
                    .flatMap(retryAfter -> retryAfter.from(now))
                    .map(asked -> now.plus(asked.compareTo(LONGEST) > 0 ? LONGEST : asked))
                    .ifPresent(until -> end.accumulateAndGet(until, (one, other) -> one.isAfter(other) ? one : other));
        }
    }
}
