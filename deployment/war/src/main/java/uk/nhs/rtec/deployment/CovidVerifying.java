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
import uk.nhs.rtec.application.covid.VerifyCovidExemptions;

/** Has pending COVID-19 exemptions verified, again and again for as long as the service runs. */
@ApplicationScoped
class CovidVerifying {

    private static final System.Logger LOG = System.getLogger(CovidVerifying.class.getName());

    private final VerifyCovidExemptions verify;
    private final CovidSettings settings;

    @Resource
    private ManagedScheduledExecutorService later;

    private volatile @Nullable Future<?> next;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance verifies nothing.
    protected CovidVerifying() {
        this(null, null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the executor before anything is called.
    CovidVerifying(VerifyCovidExemptions verify, CovidSettings settings) {
        this.verify = verify;
        this.settings = settings;
    }

    void onStartup(@Observes Startup event) {
        settings.readAll();
        long millis = settings.verificationInterval().toMillis();
        next = later.scheduleWithFixedDelay(this::verify, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void verify() {
        try {
            verify.verifyPending();
        } catch (RuntimeException e) {
            // An exception would end the whole series; the class only, since a message may hold what a patient told.
            LOG.log(
                    System.Logger.Level.WARNING,
                    "COVID-19 exemptions could not be verified now: {0}",
                    e.getClass().getName());
        }
    }

    @PreDestroy
    void stop() {
        if (next != null) {
            next.cancel(true);
        }
    }
}
