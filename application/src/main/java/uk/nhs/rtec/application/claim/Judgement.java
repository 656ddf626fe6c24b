package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Judges claims by the checks that are on record now. */
final class Judgement {

    private Judgement() {}

    /**
     * Adds a verdict to every one of these claims of which the checks say something new; what was said before stays. Of a claim whose month
     * is archived nothing can be said.
     *
     * @return how many verdicts were added
     */
    static int of(ClaimStore store, List<KeptClaim> claims, Instant at) {
        // Asked for after the answers were read: whatever is missing among them is missed here too.
        Set<YearMonth> archived = claims.isEmpty() ? Set.of() : store.archivedMonths();
        List<Decision> decisions = claims.stream()
                .filter(claim -> !claim.isOf(archived))
                .map(claim -> claim.newDecision(at))
                .flatMap(Optional::stream)
                .toList();
        store.keep(decisions);
        return decisions.size();
    }
}
