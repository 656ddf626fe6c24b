package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.ledger.LedgerUpkeep;

/** Whether the ledger can take this month's checks, and is ready for the next month's; whether it is signed, and can be read. */
@Readiness
@ApplicationScoped
class LedgerHealth implements HealthCheck {

    private final LedgerUpkeep upkeep;
    private final LedgerKeeping keeping;
    private final SigningWatch watch;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance is never asked.
    protected LedgerHealth() {
        this(null, null, null);
    }

    @Inject
    LedgerHealth(LedgerUpkeep upkeep, LedgerKeeping keeping, SigningWatch watch) {
        this.upkeep = upkeep;
        this.keeping = keeping;
        this.watch = watch;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder health = HealthCheckResponse.named("ledger");
        try {
            LedgerUpkeep.Outlook outlook = upkeep.outlook();
            return health.status(outlook.thisMonth())
                    .withData("ready for this month", outlook.thisMonth())
                    .withData("ready for the next month", outlook.nextMonth())
                    .withData("seconds unsigned", (long) watch.seconds())
                    .withData("months that cannot be read", keeping.unreadable().size())
                    .build();
        } catch (DatabaseFailure e) {
            return health.down().withData("failure", e.what()).build();
        }
    }
}
