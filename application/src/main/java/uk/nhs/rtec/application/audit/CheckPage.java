package uk.nhs.rtec.application.audit;

import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.check.KeptCheck;

/**
 * Some of the checks that meet a query, newest first.
 *
 * @param next where the next page begins, when there is one
 * @param total how many checks meet the query, the cursor aside; never more than {@link #COUNTED_TO}
 * @param more whether there are more than were counted
 */
public record CheckPage(List<KeptCheck> checks, Optional<CheckCursor> next, int total, boolean more) {

    /** Counting stops here: an exact count of very many costs more than it tells. */
    public static final int COUNTED_TO = 10_000;

    public CheckPage {
        checks = List.copyOf(checks);
    }
}
