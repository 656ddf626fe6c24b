package uk.nhs.rtec.deployment;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.domain.exemption.SoughtPerson;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.spine.access.SpineWarmUp;

/**
 * Asks everything that a check asks before the first patient does, again and again until all of it is quick: a first call takes longer than a
 * check may. An upstream that stays silent does not keep the service from being ready, since a prompt 503 is an answer too.
 */
@Default // Besides being a health check, which is a qualifier, it is what the start begins.
@Readiness
@ApplicationScoped
class WarmUp implements HealthCheck {

    private static final int TRIES = 20;
    private static final long MILLIS_BETWEEN = 500;

    /** Nobody: a number that is never given to anyone, and details that no certificate has. */
    private static final SoughtPerson NOBODY = new SoughtPerson(
            Set.of(new NhsNumber("9990000018")),
            new DateOfBirth(LocalDate.EPOCH),
            Optional.of(new Surname("Nobody")),
            Optional.of(new Postcode("ZZ99 9ZZ")),
            Optional.empty());

    private static final Requester NO_ONE =
            new Requester(new OdsCode("XXX"), new SdsUserId("000000000000"), new Asid("000000000000"));

    /** What is asked in one go must take no more than a quarter of a check's two seconds. */
    private static final Duration QUICK = Duration.ofMillis(500);

    private final SpineWarmUp spine;
    private final ExemptionRegister register;
    private final CheckLedger ledger;
    private final Demo demo;
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
        this(null, null, null, null, null);
    }

    @Inject
    @SuppressWarnings("NullAway.Init") // The container sets the executor before anything is called.
    WarmUp(
            PatientDemographics demographics,
            PrescriptionTracker tracker,
            ExemptionRegister register,
            CheckLedger ledger,
            Demo demo) {
        this.register = register;
        this.ledger = ledger;
        this.demo = demo;
        spine = new SpineWarmUp(demographics, tracker);
    }

    void begin() {
        next = later.schedule(() -> attempt(1), 0, TimeUnit.MILLISECONDS);
    }

    private void attempt(int number) {
        boolean warm = false;
        try {
            warm = demo.isLoaded() && allAnswerQuickly();
        } finally {
            // Also after an exception, which ends this attempt and no more: a service that never gets ready tells
            // nobody why.
            ended(number, warm);
        }
    }

    private boolean allAnswerQuickly() {
        long start = System.nanoTime();
        boolean spineAnswers = spine.bothAnswer();
        boolean registerAnswers =
                register.certificatesOf(NOBODY, LocalDate.EPOCH).silence().isEmpty();
        ledger.standing(NO_ONE, new UUID(0, 0), Instant.EPOCH);
        return spineAnswers && registerAnswers && System.nanoTime() - start < QUICK.toNanos();
    }

    private void ended(int number, boolean warm) {
        if (warm) {
            state.set(State.DONE);
            demo.greet();
        } else if (number == TRIES) {
            state.set(State.GIVEN_UP);
            demo.greet();
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
