package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Whether national events are heard, and how many wait: told and never a reason to take the service away, since checks ask PDS themselves. */
@Readiness
@ApplicationScoped
class EventHealth implements HealthCheck {

    private final EventWorking working;
    private final EventSettings settings;
    private final WatchedMailbox mailbox;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance is never asked.
    protected EventHealth() {
        this(null, null, null);
    }

    @Inject
    EventHealth(EventWorking working, EventSettings settings, WatchedMailbox mailbox) {
        this.working = working;
        this.settings = settings;
        this.mailbox = mailbox;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health =
                HealthCheckResponse.named("national events").up();
        if (!settings.areOn()) {
            return health.withData("state", "off: no legal basis is stated").build();
        }
        health.withData("state", "on")
                .withData("legal basis", settings.legalBasis().orElseThrow())
                .withData("subscriptions", settings.nems().mode().name().toLowerCase(Locale.ROOT));
        health.withData(
                "mailbox last answered",
                mailbox.lastAnswered().map(Instant::toString).orElse("not since this service began"));
        working.lastCounted().ifPresent(backlog -> health.withData(
                        "holders wanted", backlog.subscriptions().wanted())
                .withData("subscribed", backlog.subscriptions().active())
                .withData("to subscribe", backlog.subscriptions().toSubscribe())
                .withData("to end", backlog.subscriptions().toEnd())
                .withData("subscriptions parked", backlog.subscriptions().parked())
                .withData("unsubscribable", backlog.subscriptions().unsubscribable())
                .withData("messages waiting", backlog.messages().unapplied())
                .withData("messages parked", backlog.messages().parked()));
        return health.build();
    }
}
