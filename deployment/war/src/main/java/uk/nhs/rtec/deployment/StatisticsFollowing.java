package uk.nhs.rtec.deployment;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.statistics.CheckCounts;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.statistics.StatisticsFollower;

/**
 * Has new checks counted for as long as the service runs, and tells how far behind the ledger the counts are: {@code
 * rtec_statistics_behind_seconds}.
 */
@ApplicationScoped
class StatisticsFollowing {

    private static final System.Logger LOG = System.getLogger(StatisticsFollowing.class.getName());

    private static final long SECONDS_BETWEEN = 1;

    private final StatisticsFollower follower;
    private final CheckCounts counts;
    private final MeterRegistry meters;
    private final InstantSource clock;

    @Resource
    private ManagedScheduledExecutorService later;

    private volatile @Nullable Future<?> following;
    private volatile @Nullable Instant upTo;
    private volatile boolean stopped;
    private volatile boolean failing;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance counts nothing.
    protected StatisticsFollowing() {
        this(null, null, null, null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the executor before anything is called.
    StatisticsFollowing(StatisticsFollower follower, CheckCounts counts, MeterRegistry meters, InstantSource clock) {
        this.follower = follower;
        this.counts = counts;
        this.meters = meters;
        this.clock = clock;
    }

    void onStartup(@Observes Startup event) {
        meters.gauge("rtec.statistics.behind.seconds", this, StatisticsFollowing::secondsBehind);
        following = later.scheduleWithFixedDelay(this::follow, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private void follow() {
        try {
            // What comes meanwhile waits for the next time, or under load there would be none.
            boolean full = true;
            while (full && !stopped) {
                full = follower.step().full();
                upTo = counts.progress().upTo().orElse(null);
            }
            failing = false;
        } catch (RuntimeException e) {
            // An exception would end the whole series; and one line says it, until it is better.
            if (!failing) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Checks could not be counted for the statistics: {0}",
                        e instanceof DatabaseFailure failure
                                ? failure.what()
                                : e.getClass().getName());
            }
            failing = true;
        }
    }

    private double secondsBehind() {
        Instant last = upTo;
        return last == null
                ? Double.NaN
                : Duration.between(last, clock.instant()).toMillis() / 1e3;
    }

    /** Without an interrupt, which would close an embedded database's file under everybody. */
    @PreDestroy
    void stop() {
        stopped = true;
        if (following != null) {
            following.cancel(false);
        }
    }
}
