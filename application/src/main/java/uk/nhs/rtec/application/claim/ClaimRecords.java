package uk.nhs.rtec.application.claim;

import java.time.Instant;
import java.util.List;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.SearchTooBroad;

/** The claims and verdicts on record. Of several claims of one organisation for one prescription the last counts, and no other is found. */
public interface ClaimRecords {

    /**
     * The claims that meet the query.
     *
     * @throws HistoryUnavailable when the store cannot say
     * @throws SearchTooBroad when it would take too long to say
     */
    ClaimPage find(ClaimQuery query);

    /**
     * How many claims of each organisation have each verdict, in the order of the organisations' codes.
     *
     * @param from claimed at or after this moment
     * @param to claimed before this moment
     * @throws HistoryUnavailable when the store cannot say
     * @throws SearchTooBroad when it would take too long to say
     */
    List<ClaimSummary> summary(Instant from, Instant to);
}
