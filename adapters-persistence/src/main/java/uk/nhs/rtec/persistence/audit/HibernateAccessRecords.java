package uk.nhs.rtec.persistence.audit;

import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Store;

/** Every look into the history as a row of its own. */
public final class HibernateAccessRecords implements AccessRecords {

    private static final int SECONDS = 1;

    private final Store store;

    public HibernateAccessRecords(Store store) {
        this.store = store;
    }

    @Override
    public void add(AccessToHistory access) {
        try {
            store.inTransaction(SECONDS, session -> session.insert(new AccessRow(access)));
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }
}
