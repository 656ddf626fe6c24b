package uk.nhs.rtec.rest.audit;

import java.time.Instant;
import java.util.Optional;

/** A moment that every store can keep: in the years 1 to 9999. */
final class KeptMoment {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant AFTER_LAST = Instant.parse("+10000-01-01T00:00:00Z");

    private KeptMoment() {}

    /** The moment itself, or nothing when no store can keep it. */
    static Optional<Instant> of(Instant moment) {
        return moment.isBefore(FIRST) || !moment.isBefore(AFTER_LAST) ? Optional.empty() : Optional.of(moment);
    }
}
