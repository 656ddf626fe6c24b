package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;

/**
 * Which claims somebody looks for: those that meet every condition that is present.
 *
 * @param verdict the last verdict on the claim
 * @param from claimed at or after this moment
 * @param to claimed before this moment
 * @param limit the most to return, 1 to 500
 * @param after where the last page ended
 */
public record ClaimQuery(
        Optional<PrescriptionId> prescription,
        Optional<OdsCode> organisation,
        Optional<Verdict> verdict,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<ClaimCursor> after) {

    /** The most that one page may hold. */
    public static final int LARGEST_PAGE = 500;

    public ClaimQuery {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST_PAGE + " claims, not " + limit);
        }
    }
}
