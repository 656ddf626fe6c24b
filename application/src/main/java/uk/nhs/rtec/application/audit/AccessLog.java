package uk.nhs.rtec.application.audit;

/** The accesses on record, for those who may review them. */
public interface AccessLog {

    /**
     * The accesses that meet the query.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    AccessPage find(AccessQuery query);
}
