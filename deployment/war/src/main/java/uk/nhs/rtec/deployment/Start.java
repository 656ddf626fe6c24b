package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import uk.nhs.rtec.persistence.Store;

/** What happens once when the service starts: whatever is wrong with its settings or its database shows now, not at the first check. */
@ApplicationScoped
class Start {

    void onStartup(@Observes Startup event, Settings settings, ReviewSettings review, Store store, WarmUp warmUp) {
        settings.readAll();
        review.rules();
        warmUp.begin();
    }
}
