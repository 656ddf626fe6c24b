package uk.nhs.rtec.application.register;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * Who changed the register, and when.
 *
 * @param at to the microsecond, which is what every store keeps
 */
public record Authorship(Officer officer, Instant at) {

    public Authorship {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** That officer, at this moment. */
    static Authorship now(Officer officer, InstantSource clock) {
        return new Authorship(officer, clock.instant());
    }
}
