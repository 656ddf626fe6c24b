package uk.nhs.rtec.persistence.audit;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.AlertReason;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.ReviewRules;
import uk.nhs.rtec.domain.proof.AccessLink;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/**
 * Every look into the history as the next link of its node's chain, written one after the other, together with the alert that it raises. The
 * key of the rows settles who of two writers of one name has a number; the other takes the next.
 */
public final class HibernateAccessRecords implements AccessRecords {

    /** Each time somebody else has written, so nobody loses for long. */
    private static final int ATTEMPTS = 20;

    private static final long SECONDS = 5;

    private final Store store;
    private final String node;
    private final ReviewRules rules;
    private final ReentrantLock turn = new ReentrantLock(true);

    /**
     * Records that are written from now on.
     *
     * @param node the name of this node among those on one database
     * @param rules which accesses raise an alert
     */
    public HibernateAccessRecords(Store store, String node, ReviewRules rules) {
        this.store = store;
        this.node = node;
        this.rules = rules;
    }

    @Override
    public void add(AccessToHistory access) {
        addWith(access, session -> true);
    }

    /**
     * Puts an access on record in one transaction with what it does.
     *
     * @param doing says whether it could be done; if not, nothing is kept
     * @return whether it was done
     */
    boolean addWith(AccessToHistory access, Predicate<StatelessSession> doing) {
        if (access.outcome().isEmpty()) {
            throw new IllegalArgumentException("an access is put on record with what came of it");
        }
        if (!isMyTurn()) {
            throw new HistoryUnavailable("too many accesses wait to be put on record");
        }
        try {
            return addAlone(access, doing);
        } finally {
            turn.unlock();
        }
    }

    private boolean addAlone(AccessToHistory access, Predicate<StatelessSession> doing) {
        for (int attempt = 1; ; attempt++) {
            try {
                return store.inTransaction(Patience.SEARCH, session -> {
                    boolean done = doing.test(session);
                    if (done) {
                        write(session, access);
                    }
                    return done;
                });
            } catch (DatabaseFailure e) {
                if (!e.isOfTheRows() || attempt == ATTEMPTS) {
                    throw new HistoryUnavailable(e.what());
                }
            }
        }
    }

    private void write(StatelessSession session, AccessToHistory access) {
        List<AccessRow> last = session.createSelectionQuery(
                        "from AccessRow a where a.node = :node order by a.number desc", AccessRow.class)
                .setParameter("node", node)
                .setMaxResults(1)
                .getResultList();
        AccessLink link = last.isEmpty()
                ? AccessRow.link(access, node, 1, Hash.NONE)
                : AccessRow.link(access, node, last.get(0).number + 1, Hash.of(last.get(0).accessHash));
        AccessRow row = new AccessRow(link);
        session.insert(row);
        Set<AlertReason> reasons = rules.reasons(access, link.hash());
        if (!reasons.isEmpty()) {
            session.insert(new AlertRow(row, reasons));
        }
    }

    private boolean isMyTurn() {
        try {
            return turn.tryLock(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
