package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;

/**
 * Which accesses somebody looks for: those that meet every condition that is present.
 *
 * @param from at or after this moment
 * @param to before this moment
 * @param limit the most to return, 1 to 500
 * @param after where the last page ended
 */
public record AccessQuery(
        Optional<OdsCode> organisation,
        Optional<SdsUserId> user,
        Optional<AccessKind> kind,
        Optional<CheckId> check,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<AccessCursor> after) {

    /** The most that one page may hold. */
    public static final int LARGEST_PAGE = 500;

    public AccessQuery {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST_PAGE + " accesses, not " + limit);
        }
    }
}
