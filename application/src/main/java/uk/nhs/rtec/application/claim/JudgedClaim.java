package uk.nhs.rtec.application.claim;

import java.util.List;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.Verdict;

/**
 * The last claim of an organisation for a prescription, which is the one that counts, with every verdict that was given on it.
 *
 * @param decisions the first one first; never empty
 * @param amended what was claimed before by the same organisation for the same prescription, the first claim first
 */
public record JudgedClaim(ClaimId id, Claim claim, List<Decision> decisions, List<Amended> amended) {

    /** A claim that a later one took the place of, with every verdict that was given on it. */
    public record Amended(ClaimId id, Claim claim, List<Decision> decisions) {

        public Amended {
            decisions = List.copyOf(decisions);
        }
    }

    public JudgedClaim {
        decisions = List.copyOf(decisions);
        amended = List.copyOf(amended);
    }

    /** The verdict that counts. */
    public Verdict verdict() {
        return decisions.get(decisions.size() - 1).verdict();
    }
}
