package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import java.time.InstantSource;
import java.time.LocalDate;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.application.register.ImportSummary;
import uk.nhs.rtec.domain.check.OpenCheck;

/** What happens once when the service starts: whatever is wrong with its settings or its database shows now, not at the first check. */
@ApplicationScoped
class Start {

    private static final System.Logger LOG = System.getLogger(Start.class.getName());

    void onStartup(
            @Observes Startup event,
            Settings settings,
            ImportCertificates importCertificates,
            WarmUp warmUp,
            InstantSource clock) {
        settings.readAll();
        if (settings.isDemo()) {
            ImportSummary loaded =
                    DemoRegister.load(importCertificates, LocalDate.ofInstant(clock.instant(), OpenCheck.ENGLAND));
            LOG.log(
                    System.Logger.Level.INFO,
                    "The demo''s register holds the sandbox''s people: {0} lines new, {1} there before",
                    loaded.accepted(),
                    loaded.unchanged());
            DemoGreeting.log();
        }
        warmUp.begin();
    }
}
