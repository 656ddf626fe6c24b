package uk.nhs.rtec.application.check;

import java.time.Duration;
import uk.nhs.rtec.domain.check.CheckRules;

/**
 * What the operator decides about checks.
 *
 * @param deadline the longest a whole check may take, at least 500 ms; a quarter of it is kept for the register and the ledger,
 *     and half of that quarter for the ledger alone, so that a register that was silent to the last is still put on record
 */
public record CheckPolicy(Duration deadline, CheckRules rules) {

    private static final Duration SHORTEST = Duration.ofMillis(500);

    public CheckPolicy {
        if (deadline.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("a check needs at least " + SHORTEST + ", not " + deadline);
        }
    }

    /** How long the upstreams may take. */
    public Duration forUpstreams() {
        return deadline.multipliedBy(3).dividedBy(4);
    }

    Duration forEverySource() {
        return deadline.multipliedBy(7).dividedBy(8);
    }
}
