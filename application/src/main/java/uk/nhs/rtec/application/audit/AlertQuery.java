package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which alerts somebody looks for: those that meet every condition that is present.
 *
 * @param from the access was at or after this moment
 * @param to the access was before this moment
 * @param limit the most to return, 1 to 500
 * @param after where the last page ended
 */
public record AlertQuery(
        Optional<AlertState> state,
        Optional<Instant> from,
        Optional<Instant> to,
        int limit,
        Optional<AccessCursor> after) {

    /** The most that one page may hold. */
    public static final int LARGEST_PAGE = 500;

    public AlertQuery {
        if (limit < 1 || limit > LARGEST_PAGE) {
            throw new IllegalArgumentException("a page holds 1 to " + LARGEST_PAGE + " alerts, not " + limit);
        }
    }
}
