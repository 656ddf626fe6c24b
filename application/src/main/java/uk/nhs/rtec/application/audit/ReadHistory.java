package uk.nhs.rtec.application.audit;

import java.util.Optional;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.requester.Officer;

/** Lets an auditor look into the history of checks; every look is itself on record before anything is shown. */
public interface ReadHistory {

    /**
     * The checks that meet the query.
     *
     * @param reason why the auditor looks, 1 to 200 characters
     * @throws HistoryUnavailable when nothing can be shown now
     * @throws SearchTooBroad when it would take too long to say
     */
    CheckPage search(Officer auditor, String reason, CheckQuery query);

    /**
     * One check, or nothing when there is none of that name.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    Optional<KeptCheck> view(Officer auditor, CheckId id);
}
