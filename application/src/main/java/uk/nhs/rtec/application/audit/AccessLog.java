package uk.nhs.rtec.application.audit;

/** The accesses on record, for those who may review them. */
public interface AccessLog {

    /**
     * The accesses that meet the query.
     *
     * @throws HistoryUnavailable when that cannot be said
     * @throws SearchTooBroad when it would take too long to say
     */
    AccessPage find(AccessQuery query);
}
