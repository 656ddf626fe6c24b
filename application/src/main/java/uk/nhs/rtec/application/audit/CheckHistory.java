package uk.nhs.rtec.application.audit;

import java.util.Optional;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.KeptCheck;

/** What the ledger holds, for those who may read it. */
public interface CheckHistory {

    /**
     * The checks that meet the query.
     *
     * @throws HistoryUnavailable when that cannot be said
     * @throws SearchTooBroad when it would take too long to say
     */
    CheckPage find(CheckQuery query);

    /**
     * One check, equal to the one that was recorded or erased since, or nothing when there is none of that name.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    Optional<KeptCheck> check(CheckId id);
}
