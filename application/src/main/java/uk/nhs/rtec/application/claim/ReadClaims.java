package uk.nhs.rtec.application.claim;

import java.time.LocalDate;
import java.util.List;
import uk.nhs.rtec.application.audit.HistoryUnavailable;

/** Shows claims and what the checks on record say of them. */
public interface ReadClaims {

    /**
     * The claims that meet the query. Of several claims of one organisation for one prescription only the last is looked at.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    ClaimPage search(ClaimQuery query);

    /**
     * How the claims of these days, both included, were judged, for each organisation that has any, in the order of their codes.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    List<ClaimSummary> summary(LocalDate from, LocalDate to);
}
