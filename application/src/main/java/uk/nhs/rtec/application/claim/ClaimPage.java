package uk.nhs.rtec.application.claim;

import java.util.List;
import java.util.Optional;

/**
 * Some of the claims that meet a query, newest first.
 *
 * @param next where the next page begins, when there is one
 */
public record ClaimPage(List<JudgedClaim> claims, Optional<ClaimCursor> next) {

    public ClaimPage {
        claims = List.copyOf(claims);
    }
}
