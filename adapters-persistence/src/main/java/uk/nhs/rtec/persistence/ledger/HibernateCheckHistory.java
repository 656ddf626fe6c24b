package uk.nhs.rtec.persistence.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.proof.ClearField;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Searches;
import uk.nhs.rtec.persistence.Store;

/** The history read from the ledger's rows. */
public final class HibernateCheckHistory implements CheckHistory {

    private static final String ONE =
            "select " + LedgerRow.columnsOf("c") + " from ledger_check c where c.id = :id order by c.answered_at";

    private final Store store;
    private final KeyRing keys;
    private final CheckReader reader;

    public HibernateCheckHistory(Store store, KeyRing keys) {
        this.store = store;
        this.keys = keys;
        this.reader = new CheckReader(keys);
    }

    @Override
    public Optional<KeptCheck> check(CheckId id) {
        return read(session -> reader
                .read(
                        session,
                        CheckReader.rows(
                                session.createNativeQuery(ONE, Object[].class).setParameter("id", id.value())))
                .stream()
                .findFirst());
    }

    @Override
    public CheckPage find(CheckQuery query) {
        return Searches.search(store, session -> page(session, query));
    }

    private CheckPage page(StatelessSession session, CheckQuery query) {
        Conditions conditions = Conditions.of(query, keys.of(session, Conditions.monthsToHashFor(query)));
        int total = conditions.count(session, CheckPage.COUNTED_TO + 1);
        List<LedgerRow> rows = conditions.newest(session, query.after(), query.limit() + 1);
        List<LedgerRow> page = rows.subList(0, Math.min(rows.size(), query.limit()));
        return new CheckPage(
                reader.read(session, page),
                rows.size() > page.size() ? Optional.of(placeOf(page.get(page.size() - 1))) : Optional.empty(),
                Math.min(total, CheckPage.COUNTED_TO),
                total > CheckPage.COUNTED_TO);
    }

    private <T> T read(Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(Patience.SEARCH, work);
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }

    private static CheckCursor placeOf(LedgerRow row) {
        return new CheckCursor(row.clear().moment(ClearField.ASKED_AT).orElseThrow(), new CheckId(row.id()));
    }
}
