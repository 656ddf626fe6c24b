package uk.nhs.rtec.application.event;

import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.patient.NhsNumber;

/**
 * Some of the holders that meet a query.
 *
 * @param next after whom the next page begins, when there is one
 */
public record SubscriptionPage(List<FollowedHolder> holders, Optional<NhsNumber> next) {

    public SubscriptionPage {
        holders = List.copyOf(holders);
    }

    /** The page that a query gets who found these, at most one more than fit on it. */
    public static SubscriptionPage of(SubscriptionQuery query, List<FollowedHolder> found) {
        boolean more = found.size() > query.limit();
        List<FollowedHolder> page = more ? found.subList(0, query.limit()) : found;
        return new SubscriptionPage(
                page, more ? Optional.of(page.get(page.size() - 1).number()) : Optional.empty());
    }
}
