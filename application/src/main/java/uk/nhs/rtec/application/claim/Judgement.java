package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Judges claims by the checks that are on record now. */
final class Judgement {

    private Judgement() {}

    /**
     * Adds a verdict to every one of these claims of which the checks say something new; what was said before stays.
     *
     * @return how many verdicts were added
     */
    static int of(ClaimStore store, List<KeptClaim> claims, Instant at) {
        List<Decision> decisions = claims.stream()
                .map(claim -> claim.newDecision(at))
                .flatMap(Optional::stream)
                .toList();
        store.keep(decisions);
        return decisions.size();
    }
}
