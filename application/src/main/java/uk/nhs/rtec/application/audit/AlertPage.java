package uk.nhs.rtec.application.audit;

import java.util.List;
import java.util.Optional;

/**
 * Some of the alerts that meet a query, those of the newest accesses first.
 *
 * @param next where the next page begins, when there is one
 * @param total how many alerts meet the query, the cursor aside; never more than {@link CheckPage#COUNTED_TO}
 * @param more whether there are more than were counted
 */
public record AlertPage(List<AccessAlert> alerts, Optional<AccessCursor> next, int total, boolean more) {

    public AlertPage {
        alerts = List.copyOf(alerts);
    }
}
