package uk.nhs.rtec.persistence.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import uk.nhs.rtec.application.audit.AccessCursor;
import uk.nhs.rtec.application.audit.CheckPage;

/**
 * The newest of the rows that meet some conditions, and how many meet them.
 *
 * @param total never more than {@link CheckPage#COUNTED_TO}
 * @param more whether there are more than were counted
 * @param isLast whether no page follows
 */
record Newest<T>(List<T> page, int total, boolean more, boolean isLast) {

    /** Of the row {@code a}: those of a time. */
    static void between(Optional<Instant> from, Optional<Instant> to, StringBuilder hql, Map<String, Object> values) {
        from.ifPresent(moment -> {
            hql.append(" and a.accessedAt >= :from");
            values.put("from", moment);
        });
        to.ifPresent(moment -> {
            hql.append(" and a.accessedAt < :to");
            values.put("to", moment);
        });
    }

    /**
     * Reads a page of them.
     *
     * @param columns what is read of each
     * @param hql the conditions, on the row {@code a}
     */
    static <T> Newest<T> find(
            StatelessSession session,
            Class<T> type,
            String columns,
            String hql,
            Map<String, Object> values,
            int limit,
            Optional<AccessCursor> after) {
        SelectionQuery<UUID> counted = session.createSelectionQuery("select a.id " + hql, UUID.class);
        values.forEach(counted::setParameter);
        int total =
                counted.setMaxResults(CheckPage.COUNTED_TO + 1).getResultList().size();
        SelectionQuery<T> asked = session.createSelectionQuery(
                "select " + columns + " " + hql
                        + (after.isPresent()
                                ? " and (a.accessedAt < :afterAt or a.accessedAt = :afterAt and a.id < :afterId)"
                                : "")
                        + " order by a.accessedAt desc, a.id desc",
                type);
        values.forEach(asked::setParameter);
        after.ifPresent(last -> {
            asked.setParameter("afterAt", last.at());
            asked.setParameter("afterId", last.id().value());
        });
        List<T> found = asked.setMaxResults(limit + 1).getResultList();
        return new Newest<>(
                List.copyOf(found.subList(0, Math.min(limit, found.size()))),
                Math.min(total, CheckPage.COUNTED_TO),
                total > CheckPage.COUNTED_TO,
                found.size() <= limit);
    }
}
