package uk.nhs.rtec.architecture.ruin.deployment;

import java.time.InstantSource;
import javax.sql.DataSource;

/** The wiring: it may look at the clock and hand the database over. */
public record Wires(DataSource database) {

    static InstantSource clock() {
        return InstantSource.system();
    }
}
