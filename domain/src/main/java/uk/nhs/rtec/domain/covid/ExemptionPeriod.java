package uk.nhs.rtec.domain.covid;

import java.time.Instant;
import java.util.Optional;

/** From when to when a decision holds, both moments included; without an end it holds until further notice. */
public record ExemptionPeriod(Instant start, Optional<Instant> end) {

    public ExemptionPeriod {
        if (end.isPresent() && end.get().isBefore(start)) {
            throw new IllegalArgumentException("a period cannot end before it begins");
        }
    }

    /** Whether the moment lies within. */
    public boolean covers(Instant moment) {
        return !moment.isBefore(start) && end.map(last -> !moment.isAfter(last)).orElse(true);
    }
}
