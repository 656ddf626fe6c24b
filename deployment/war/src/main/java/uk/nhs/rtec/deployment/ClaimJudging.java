package uk.nhs.rtec.deployment;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.claim.JudgeLateChecks;

/** Has claims judged again when checks come after them, for as long as the service runs. */
@ApplicationScoped
class ClaimJudging {

    private static final System.Logger LOG = System.getLogger(ClaimJudging.class.getName());

    private static final long SECONDS_BETWEEN = 60;

    private final JudgeLateChecks judge;

    @Resource
    private ManagedScheduledExecutorService later;

    private volatile @Nullable Future<?> judging;
    private volatile boolean stopped;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance judges nothing.
    protected ClaimJudging() {
        this(null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the executor before anything is called.
    ClaimJudging(JudgeLateChecks judge) {
        this.judge = judge;
    }

    void onStartup(@Observes Startup event) {
        judging = later.scheduleWithFixedDelay(this::judge, SECONDS_BETWEEN, SECONDS_BETWEEN, TimeUnit.SECONDS);
    }

    private void judge() {
        try {
            judge.judge(() -> !stopped);
        } catch (RuntimeException e) {
            // An exception would end the whole series; the class only, since a message may hold what a claim says.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Claims could not be held against late checks now: {0}",
                    e.getClass().getName());
        }
    }

    /** Without an interrupt, which would close an embedded database's file under everybody. */
    @PreDestroy
    void stop() {
        stopped = true;
        if (judging != null) {
            judging.cancel(false);
        }
    }
}
