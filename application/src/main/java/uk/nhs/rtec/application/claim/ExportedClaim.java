package uk.nhs.rtec.application.claim;

import uk.nhs.rtec.domain.claim.Claim;

/**
 * A claim as it was judged by the moment up to which an export goes.
 *
 * @param decision the last one before that moment
 */
public record ExportedClaim(ClaimId id, Claim claim, Decision decision) {}
