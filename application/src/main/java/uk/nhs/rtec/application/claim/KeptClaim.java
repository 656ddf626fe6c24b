package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.domain.check.EnglishDay;
import uk.nhs.rtec.domain.claim.ExaminedClaim;
import uk.nhs.rtec.domain.claim.Verdict;

/**
 * A claim of the store beside the answers that bear on it.
 *
 * @param last the last verdict on it; empty when there is none yet
 */
public record KeptClaim(ClaimId id, ExaminedClaim examined, Optional<Decision> last) {

    /** Whether its day lies in one of these months of the ledger. */
    boolean isOf(Set<YearMonth> months) {
        return !Collections.disjoint(EnglishDay.months(examined.claim().day()), months);
    }

    /** The verdict to add, if the checks say now what they did not say before. */
    Optional<Decision> newDecision(Instant at) {
        Verdict now = examined.verdict();
        return last.map(Decision::verdict).filter(now::equals).isPresent()
                ? Optional.empty()
                : Optional.of(new Decision(id, last.map(Decision::number).orElse(0) + 1, now, at));
    }
}
