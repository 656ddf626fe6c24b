package uk.nhs.rtec.persistence.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.audit.AccessAlert;
import uk.nhs.rtec.application.audit.AccessAlerts;
import uk.nhs.rtec.application.audit.AccessCursor;
import uk.nhs.rtec.application.audit.AccessId;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.AlertClosure;
import uk.nhs.rtec.application.audit.AlertPage;
import uk.nhs.rtec.application.audit.AlertQuery;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.KeptAccess;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Searches;
import uk.nhs.rtec.persistence.Store;

/** Alerts and their closures, each closure a row of its own. */
public final class HibernateAccessAlerts implements AccessAlerts {

    private static final String WHOLE = "a, r, c";

    private static final String JOINED =
            "from AlertRow r join AccessRow a on a.id = r.id left join ClosureRow c on c.id = r.id where 1 = 1";

    private static final String CLOSE = """
            insert into access_alert_closure (access_id, finding, note, ods_code, user_id, closed_at)
            values (:id, :finding, :note, :organisation, :user, :at)
            on conflict do nothing""";

    private final Store store;
    private final HibernateAccessRecords records;

    /**
     * Alerts of the accesses of this store.
     *
     * @param records where closures are put on record
     */
    public HibernateAccessAlerts(Store store, HibernateAccessRecords records) {
        this.store = store;
        this.records = records;
    }

    @Override
    public AlertPage find(AlertQuery query) {
        StringBuilder hql = new StringBuilder(JOINED);
        Map<String, Object> values = new HashMap<>();
        query.state()
                .ifPresent(state -> hql.append(
                        switch (state) {
                            case OPEN -> " and c.id is null";
                            case CLOSED -> " and c.id is not null";
                        }));
        Newest.between(query.from(), query.to(), hql, values);
        return Searches.search(store, session -> {
            Newest<Object[]> newest =
                    Newest.find(session, Object[].class, WHOLE, hql.toString(), values, query.limit(), query.after());
            List<AccessAlert> page =
                    newest.page().stream().map(HibernateAccessAlerts::whole).toList();
            return new AlertPage(page, newest.isLast() ? Optional.empty() : last(page), newest.total(), newest.more());
        });
    }

    @Override
    public Optional<AccessAlert> alert(AccessId id) {
        return read(session -> session
                .createSelectionQuery("select " + WHOLE + " " + JOINED + " and r.id = :id", Object[].class)
                .setParameter("id", id.value())
                .getResultList()
                .stream()
                .findFirst()
                .map(HibernateAccessAlerts::whole));
    }

    @Override
    public boolean close(AlertClosure closure, AccessToHistory access) {
        return records.addWith(
                access,
                session -> session.createNativeMutationQuery(CLOSE)
                                .setParameter("id", closure.alert().value())
                                .setParameter("finding", AccessWords.FINDING.word(closure.finding()))
                                .setParameter("note", closure.note())
                                .setParameter(
                                        "organisation",
                                        closure.officer().organisation().value())
                                .setParameter("user", closure.officer().user().value())
                                .setParameter("at", closure.at())
                                .executeUpdate()
                        == 1);
    }

    private static AccessAlert whole(Object... row) {
        return new AccessAlert(
                ((AccessRow) row[0]).kept(),
                ((AlertRow) row[1]).reasons(),
                Optional.ofNullable((ClosureRow) row[2]).map(ClosureRow::closure));
    }

    private static Optional<AccessCursor> last(List<AccessAlert> page) {
        KeptAccess last = page.get(page.size() - 1).access();
        return Optional.of(new AccessCursor(last.access().at(), last.id()));
    }

    private <T> T read(Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(Patience.SEARCH, work);
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }
}
