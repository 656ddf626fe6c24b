package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import uk.nhs.rtec.domain.claim.Verdict;

/**
 * A verdict that was given on a claim.
 *
 * @param number its place among the verdicts on that claim; the first is 1
 * @param at to the microsecond, which is what every store keeps
 */
public record Decision(ClaimId claim, int number, Verdict verdict, Instant at) {

    public Decision {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
