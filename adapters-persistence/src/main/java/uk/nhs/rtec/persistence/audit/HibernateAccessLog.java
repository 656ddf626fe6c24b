package uk.nhs.rtec.persistence.audit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.application.audit.AccessCursor;
import uk.nhs.rtec.application.audit.AccessLog;
import uk.nhs.rtec.application.audit.AccessPage;
import uk.nhs.rtec.application.audit.AccessQuery;
import uk.nhs.rtec.application.audit.KeptAccess;
import uk.nhs.rtec.persistence.Searches;
import uk.nhs.rtec.persistence.Store;

/** Accesses read from their rows. */
public final class HibernateAccessLog implements AccessLog {

    private final Store store;

    public HibernateAccessLog(Store store) {
        this.store = store;
    }

    @Override
    public AccessPage find(AccessQuery query) {
        StringBuilder hql = new StringBuilder("from AccessRow a where 1 = 1");
        Map<String, Object> values = new HashMap<>();
        query.organisation().ifPresent(code -> {
            hql.append(" and a.odsCode = :organisation");
            values.put("organisation", code.value());
        });
        query.user().ifPresent(user -> {
            hql.append(" and a.userId = :user");
            values.put("user", user.value());
        });
        query.kind().ifPresent(kind -> {
            hql.append(" and a.kind = :kind");
            values.put("kind", AccessWords.KIND.word(kind));
        });
        query.check().ifPresent(check -> {
            hql.append(" and a.checkId = :check");
            values.put("check", check.value());
        });
        Newest.between(query.from(), query.to(), hql, values);
        return Searches.search(store, session -> {
            Newest<AccessRow> newest =
                    Newest.find(session, AccessRow.class, "a", hql.toString(), values, query.limit(), query.after());
            List<KeptAccess> page = newest.page().stream().map(AccessRow::kept).toList();
            return new AccessPage(page, newest.isLast() ? Optional.empty() : last(page), newest.total(), newest.more());
        });
    }

    private static Optional<AccessCursor> last(List<KeptAccess> page) {
        KeptAccess last = page.get(page.size() - 1);
        return Optional.of(new AccessCursor(last.access().at(), last.id()));
    }
}
