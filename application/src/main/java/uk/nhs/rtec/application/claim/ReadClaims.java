package uk.nhs.rtec.application.claim;

import java.time.LocalDate;
import java.util.List;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.SearchTooBroad;
import uk.nhs.rtec.domain.requester.Officer;

/** Shows officers the claims and what the checks on record say of them; every look is itself on record before anything is shown. */
public interface ReadClaims {

    /**
     * The claims that meet the query. Of several claims of one organisation for one prescription only the last is looked at.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     * @throws SearchTooBroad when it would take too long to say
     */
    ClaimPage search(Officer officer, ClaimQuery query);

    /**
     * How the claims of these days, both included, were judged, for each organisation that has any, in the order of their codes.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     * @throws SearchTooBroad when it would take too long to say
     */
    List<ClaimSummary> summary(Officer officer, LocalDate from, LocalDate to);
}
