package uk.nhs.rtec.application.job;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Until when a job is whose; after that it may be anybody's, and is this holder's until somebody takes it. */
public record Lease(Holder holder, Instant until) {

    public Lease {
        until = until.truncatedTo(ChronoUnit.MICROS);
    }
}
