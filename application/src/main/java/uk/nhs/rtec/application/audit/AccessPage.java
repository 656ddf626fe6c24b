package uk.nhs.rtec.application.audit;

import java.util.List;
import java.util.Optional;

/**
 * Some of the accesses that meet a query, newest first.
 *
 * @param next where the next page begins, when there is one
 * @param total how many accesses meet the query, the cursor aside; never more than {@link CheckPage#COUNTED_TO}
 * @param more whether there are more than were counted
 */
public record AccessPage(List<KeptAccess> accesses, Optional<AccessCursor> next, int total, boolean more) {

    public AccessPage {
        accesses = List.copyOf(accesses);
    }
}
