package uk.nhs.rtec.persistence;

import java.util.function.Function;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.SearchTooBroad;
import uk.nhs.rtec.domain.Silence;

/** Searches of what is on record, which are given up when they take too long. */
public final class Searches {

    private Searches() {}

    /**
     * What a search finds.
     *
     * @throws SearchTooBroad when its time was over
     * @throws HistoryUnavailable when the database is silent
     */
    public static <T> T search(Store store, Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(Patience.SEARCH, work);
        } catch (DatabaseFailure e) {
            // The database was there and at work when the time was over: one that is not there fails otherwise, or at
            // once.
            if (e.silence() == Silence.TIMED_OUT) {
                throw new SearchTooBroad("a search was given up: " + e.what());
            }
            throw new HistoryUnavailable(e.what());
        }
    }
}
