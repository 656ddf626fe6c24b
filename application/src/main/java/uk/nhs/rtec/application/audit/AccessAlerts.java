package uk.nhs.rtec.application.audit;

import java.util.Optional;

/** The alerts that accesses raised, and what came of them. */
public interface AccessAlerts {

    /**
     * The alerts that meet the query.
     *
     * @throws HistoryUnavailable when that cannot be said
     * @throws SearchTooBroad when it would take too long to say
     */
    AlertPage find(AlertQuery query);

    /**
     * One alert, or nothing when there is none of that name.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    Optional<AccessAlert> alert(AccessId id);

    /**
     * Closes an alert for good, and puts that on record with it: both or neither.
     *
     * @return false when it was closed before, and nothing changed
     * @throws HistoryUnavailable when it may not be on record
     */
    boolean close(AlertClosure closure, AccessToHistory access);
}
