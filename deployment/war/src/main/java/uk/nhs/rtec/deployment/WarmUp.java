package uk.nhs.rtec.deployment;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.spine.access.SpineWarmUp;

/**
 * Calls both upstreams before the first patient does: a first call takes longer than a check may. An upstream that stays silent does not keep
 * the service from being ready, since a prompt 503 is an answer too.
 */
@Default // Besides being a health check, which is a qualifier, it is what the start begins.
@Readiness
@ApplicationScoped
class WarmUp implements HealthCheck {

    private static final int TRIES = 20;
    private static final long MILLIS_BETWEEN = 500;

    private final SpineWarmUp spine;
    private final DemoRegister demo;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);

    @Resource
    private ManagedScheduledExecutorService later;

    private volatile @Nullable Future<?> next;

    private enum State {
        UNDER_WAY,
        DONE,
        GIVEN_UP
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance calls nobody.
    protected WarmUp() {
        this(null, null, null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the executor before anything is called.
    WarmUp(PatientDemographics demographics, PrescriptionTracker tracker, DemoRegister demo) {
        this.demo = demo;
        spine = new SpineWarmUp(demographics, tracker);
    }

    void begin() {
        next = later.schedule(() -> attempt(1), 0, TimeUnit.MILLISECONDS);
    }

    private void attempt(int number) {
        boolean answered = false;
        try {
            answered = demo.isLoaded() && spine.bothAnswer();
        } finally {
            // Also after an exception, which ends this attempt and no more: a service that never gets ready tells
            // nobody why.
            ended(number, answered);
        }
    }

    private void ended(int number, boolean answered) {
        if (answered) {
            state.set(State.DONE);
        } else if (number == TRIES) {
            state.set(State.GIVEN_UP);
        } else {
            next = later.schedule(() -> attempt(number + 1), MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
        }
    }

    @PreDestroy
    void stop() {
        if (next != null) {
            next.cancel(true);
        }
    }

    @Override
    public HealthCheckResponse call() {
        State now = state.get();
        return HealthCheckResponse.named("warm-up")
                .status(now != State.UNDER_WAY)
                .withData("state", now.name())
                .build();
    }
}
