package uk.nhs.rtec.deployment;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import uk.nhs.rtec.persistence.ledger.UnsignedBatches;

/**
 * Tells for how long the oldest checks have waited to be joined and signed: {@code rtec_ledger_unsigned_seconds}. Checks are answered all the
 * same when nobody signs, so that nothing else would tell.
 */
@ApplicationScoped
class SigningWatch {

    private final UnsignedBatches unsigned;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private volatile Optional<Instant> since = Optional.empty();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance watches nothing.
    protected SigningWatch() {
        this(null, null, null);
    }

    @Inject
    SigningWatch(UnsignedBatches unsigned, MeterRegistry meters, InstantSource clock) {
        this.unsigned = unsigned;
        this.meters = meters;
        this.clock = clock;
    }

    void onStartup(@Observes Startup event) {
        meters.gauge("rtec.ledger.unsigned.seconds", this, SigningWatch::seconds);
    }

    /** Asks the database; what is told meanwhile, or when it does not answer, rests on the time before. */
    void look() {
        since = unsigned.since();
    }

    /** Nought when nothing waits. */
    double seconds() {
        return since.map(oldest -> Duration.between(oldest, clock.instant()).toMillis() / 1e3)
                .filter(seconds -> seconds > 0)
                .orElse(0.0);
    }
}
