package uk.nhs.rtec.deployment;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.spine.access.SpineWarmUp;

/**
 * Calls both upstreams before the first patient does: a first call takes longer than a check may. An upstream that stays silent does not keep
 * the service from being ready, since a prompt 503 is an answer too.
 */
@Readiness
@ApplicationScoped
class WarmUp implements HealthCheck {

    private static final int TRIES = 20;
    private static final long MILLIS_BETWEEN = 500;

    private final SpineWarmUp spine;
    private final AtomicReference<State> state = new AtomicReference<>(State.UNDER_WAY);

    @Resource
    private ManagedScheduledExecutorService later;

    private enum State {
        UNDER_WAY,
        DONE,
        GIVEN_UP
    }

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance calls nobody.
    protected WarmUp() {
        this(null, null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the executor before anything is called.
    WarmUp(PatientDemographics demographics, PrescriptionTracker tracker) {
        spine = new SpineWarmUp(demographics, tracker);
    }

    void begin() {
        later.schedule(() -> attempt(1), 0, TimeUnit.MILLISECONDS);
    }

    private void attempt(int number) {
        if (spine.bothAnswer()) {
            state.set(State.DONE);
        } else if (number == TRIES) {
            state.set(State.GIVEN_UP);
        } else {
            later.schedule(() -> attempt(number + 1), MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
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
