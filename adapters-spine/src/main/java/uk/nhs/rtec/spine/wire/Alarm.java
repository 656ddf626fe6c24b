package uk.nhs.rtec.spine.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The moment at which one exchange with an upstream is over, finished or not. */
final class Alarm {

    private final long end;
    private @Nullable Future<?> ringing;

    private Alarm(long end) {
        this.end = end;
    }

    static Alarm in(Duration time) {
        return new Alarm(System.nanoTime() + time.toNanos());
    }

    /** What a request carries under the name of this class. */
    static Optional<Alarm> of(@Nullable Object property) {
        return property instanceof Alarm alarm ? Optional.of(alarm) : Optional.empty();
    }

    void set(ScheduledExecutorService alarms, Runnable hangUp) {
        ringing = alarms.schedule(hangUp, end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    void cancel() {
        if (ringing != null) {
            ringing.cancel(false);
        }
    }

    boolean isOver() {
        return System.nanoTime() - end >= 0;
    }
}
