package uk.nhs.rtec.persistence.covid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import uk.nhs.rtec.application.covid.AttemptAtAnother;
import uk.nhs.rtec.application.covid.AttemptPage;
import uk.nhs.rtec.application.covid.AttemptQuery;
import uk.nhs.rtec.application.covid.CovidAttemptHistory;
import uk.nhs.rtec.application.covid.CovidAttempts;
import uk.nhs.rtec.application.covid.CovidRecordsUnavailable;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** Every attempt as a row of its own. */
public final class HibernateCovidAttempts implements CovidAttempts, CovidAttemptHistory {

    private final Store store;

    public HibernateCovidAttempts(Store store) {
        this.store = store;
    }

    @Override
    public void add(AttemptAtAnother attempt) {
        asked(Patience.CHECK, session -> session.insert(new AttemptRow(attempt)));
    }

    @Override
    public AttemptPage find(AttemptQuery query) {
        List<AttemptRow> rows = asked(Patience.SEARCH, session -> newest(session, query));
        List<AttemptRow> page = rows.subList(0, Math.min(rows.size(), query.limit()));
        return new AttemptPage(
                page.stream().map(AttemptRow::attempt).toList(),
                rows.size() > page.size()
                        ? Optional.of(page.get(page.size() - 1).place())
                        : Optional.empty());
    }

    /** One more than were asked for, which says whether there is another page. */
    private static List<AttemptRow> newest(StatelessSession session, AttemptQuery query) {
        List<String> clauses = new ArrayList<>();
        Map<String, Object> values = new HashMap<>();
        query.app().map(AppId::value).ifPresent(app -> {
            clauses.add("a.appId = :app");
            values.put("app", app);
        });
        query.nhsNumber().map(NhsNumber::inTheClear).ifPresent(number -> {
            clauses.add("(a.ownNhsNumber = :number or a.askedNhsNumber = :number)");
            values.put("number", number);
        });
        query.from().ifPresent(from -> {
            clauses.add("a.attemptedAt >= :from");
            values.put("from", from);
        });
        query.to().ifPresent(to -> {
            clauses.add("a.attemptedAt < :to");
            values.put("to", to);
        });
        query.after().ifPresent(last -> {
            clauses.add("(a.attemptedAt, a.id) < (:lastAt, :lastId)");
            values.put("lastAt", last.at());
            values.put("lastId", last.id());
        });
        SelectionQuery<AttemptRow> rows = session.createSelectionQuery(
                "from AttemptRow a" + (clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses))
                        + " order by a.attemptedAt desc, a.id desc",
                AttemptRow.class);
        values.forEach(rows::setParameter);
        return rows.setMaxResults(query.limit() + 1).getResultList();
    }

    private <T> T asked(Patience patience, Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(patience, work);
        } catch (DatabaseFailure e) {
            throw new CovidRecordsUnavailable(e.what());
        }
    }
}
