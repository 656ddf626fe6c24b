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
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Store;

/** The history read from the ledger's rows. */
public final class HibernateCheckHistory implements CheckHistory {

    /** An auditor waits a little longer than a counter does, and a condition that no index serves takes its time. */
    private static final int SECONDS = 5;

    private static final String ONE = "from CheckRow c where c.id = :id";

    private final Store store;

    public HibernateCheckHistory(Store store) {
        this.store = store;
    }

    @Override
    public Optional<RecordedCheck> check(CheckId id) {
        return read(session -> Checks.read(
                        session,
                        session.createSelectionQuery(ONE, CheckRow.class)
                                .setParameter("id", id.value())
                                .getResultList())
                .stream()
                .findFirst());
    }

    @Override
    public CheckPage find(CheckQuery query) {
        return read(session -> {
            Conditions conditions = Conditions.of(query);
            int total = conditions.count(session, CheckPage.COUNTED_TO + 1);
            List<CheckRow> rows = conditions.newest(session, query.after(), query.limit() + 1);
            List<CheckRow> page = rows.subList(0, Math.min(rows.size(), query.limit()));
            return new CheckPage(
                    Checks.read(session, page),
                    rows.size() > page.size() ? Optional.of(placeOf(page.get(page.size() - 1))) : Optional.empty(),
                    Math.min(total, CheckPage.COUNTED_TO),
                    total > CheckPage.COUNTED_TO);
        });
    }

    private <T> T read(Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(SECONDS, work);
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }

    private static CheckCursor placeOf(CheckRow row) {
        return new CheckCursor(row.askedAt, new CheckId(row.id));
    }
}
