package uk.nhs.rtec.architecture.ruin.deployment;

import java.time.InstantSource;
import javax.sql.DataSource;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Wiring as it should be: it looks at the clock for all others, and hands the database and the clients over. */
public record ModestWiring(DataSource database, @RestClient Object client) {

    static InstantSource clock() {
        return InstantSource.system();
    }
}
