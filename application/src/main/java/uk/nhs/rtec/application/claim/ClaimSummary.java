package uk.nhs.rtec.application.claim;

import java.util.Map;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.requester.OdsCode;

/**
 * How the claims of one organisation were judged.
 *
 * @param claims how many have each verdict; a verdict that none has may be absent
 */
public record ClaimSummary(OdsCode organisation, Map<Verdict, Long> claims) {

    public ClaimSummary {
        claims = Map.copyOf(claims);
    }

    /** How many claims have this verdict. */
    public long claims(Verdict verdict) {
        return claims.getOrDefault(verdict, 0L);
    }
}
