package uk.nhs.rtec.persistence.event;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import uk.nhs.rtec.application.event.EventBacklog;
import uk.nhs.rtec.application.event.EventConclusion;
import uk.nhs.rtec.application.event.EventMailbox.DeliveredMessage;
import uk.nhs.rtec.application.event.EventMessages;
import uk.nhs.rtec.application.event.EventPage;
import uk.nhs.rtec.application.event.EventQuery;
import uk.nhs.rtec.application.event.EventsUnavailable;
import uk.nhs.rtec.application.event.WaitingEvent;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.register.HibernateFindings;

/**
 * Messages in a database. What came and what became of it are rows that are only ever added; a third row says that something is still to be
 * done, and whoever deletes it concludes the message, in the transaction that adds what was found.
 */
public final class HibernateEventMessages implements EventMessages {

    private static final int LONGEST_WORKFLOW = 60;
    private static final int LONGEST_REASON = 400;

    private static final String KNOWN = """
            select m.message_id from unnest(:ids) as t(id) join event_message m on m.message_id = t.id""";

    private static final String ADD = """
            insert into event_message (message_id, workflow, received_at, event_id, kind, nhs_number, death_status,
                last_updated, unreadable)
            values (:id, :workflow, :receivedAt, :event, :kind, :number, :death, :lastUpdated, :unreadable)
            on conflict do nothing""";

    private static final String ADD_BODY = "insert into event_body (place, body) values (:place, :body)";

    private static final String ADD_WAITING =
            "insert into event_waiting (place, nhs_number, failures, due_at) values (:place, :number, 0, :due)";

    private static final String ADD_CONCLUSION = """
            insert into event_conclusion (place, conclusion, concluded_at) values (:place, :conclusion, :at)""";

    /** The row is locked until the claim is committed; a later one of the patient is not looked at as long as it is there. */
    private static final String DUE = """
            select w.place as place, w.failures as failures from event_waiting w
            where w.due_at <= :now and not exists (
                select 1 from event_waiting o where o.nhs_number = w.nhs_number and o.place < w.place)
            order by w.due_at, w.place limit :most for update skip locked""";

    private static final String CLAIM = """
            update event_waiting set due_at = :until where place in (:places)""";

    private static final String POSTPONE =
            "update event_waiting set failures = :failures, due_at = :due where place = :place";

    private static final String REPEATED =
            "select count(m) from MessageRow m where m.eventId = :event and m.place < :place";

    private static final String OUTDATED = """
            select count(m) from MessageRow m join ConclusionRow c on c.place = m.place
            where m.nhsNumber = :number and m.kind = :kind and m.lastUpdated > :lastUpdated
            and c.conclusion in (:reading)""";

    private static final List<String> READING = Arrays.stream(EventConclusion.values())
            .filter(EventConclusion::isOfReading)
            .map(EventWords::word)
            .toList();

    private static final String FORGET = """
            delete from event_body where place in (
                select c.place from event_conclusion c join event_message m on m.place = c.place
                where c.conclusion = 'UNREADABLE' and m.received_at < :before)""";

    private static final String COUNTS = """
            select (select count(*) from event_message) as stored,
                (select count(*) from event_waiting) as waiting,
                (select count(*) from event_conclusion c where c.conclusion = 'UNREADABLE') as parked,
                (select m.received_at from event_message m
                    where m.place = (select min(w.place) from event_waiting w)) as oldest""";

    private final Store store;

    public HibernateEventMessages(Store store) {
        this.store = store;
    }

    @Override
    public Set<String> known(Collection<String> messageIds) {
        return messageIds.isEmpty()
                ? Set.of()
                : Set.copyOf(asked(Patience.IMPORT, session -> session.createNativeQuery(KNOWN, String.class)
                        .setParameter("ids", messageIds.toArray(String[]::new))
                        .getResultList()));
    }

    @Override
    public boolean keep(DeliveredMessage message, Instant receivedAt) {
        Optional<NationalEvent> event =
                message.content().map(read -> Optional.of(read.event()), unreadable -> Optional.empty());
        Optional<String> why =
                message.content().map(read -> Optional.empty(), unreadable -> Optional.of(unreadable.why()));
        return asked(Patience.IMPORT, session -> {
            if (!added(session, message, receivedAt, event, why)) {
                return false;
            }
            long place = session.createSelectionQuery(
                            "select m.place from MessageRow m where m.messageId = :id", Long.class)
                    .setParameter("id", message.id())
                    .getSingleResult();
            session.createNativeMutationQuery(ADD_BODY)
                    .setParameter("place", place)
                    .setParameter("body", message.body().toArray(), byte[].class)
                    .executeUpdate();
            event.ifPresentOrElse(
                    read -> session.createNativeMutationQuery(ADD_WAITING)
                            .setParameter("place", place)
                            .setParameter("number", read.patient().inTheClear())
                            .setParameter("due", receivedAt)
                            .executeUpdate(),
                    () -> conclude(session, place, EventConclusion.UNREADABLE, receivedAt));
            return true;
        });
    }

    private static boolean added(
            StatelessSession session,
            DeliveredMessage message,
            Instant receivedAt,
            Optional<NationalEvent> event,
            Optional<String> why) {
        return session.createNativeMutationQuery(ADD)
                        .setParameter("id", message.id())
                        .setParameter("workflow", shortened(message.workflow(), LONGEST_WORKFLOW))
                        .setParameter("receivedAt", receivedAt)
                        .setParameter(
                                "event", event.map(read -> read.id().value()).orElse(null), String.class)
                        .setParameter(
                                "kind",
                                event.flatMap(NationalEvent::kind)
                                        .map(EventKind::code)
                                        .orElse(null),
                                String.class)
                        .setParameter(
                                "number",
                                event.map(read -> read.patient().inTheClear()).orElse(null),
                                String.class)
                        .setParameter(
                                "death",
                                event.flatMap(NationalEvent::death)
                                        .map(DeathStatus::code)
                                        .orElse(null),
                                String.class)
                        .setParameter(
                                "lastUpdated",
                                event.map(NationalEvent::lastUpdated).orElse(null),
                                Instant.class)
                        .setParameter(
                                "unreadable",
                                why.map(text -> shortened(text, LONGEST_REASON)).orElse(null),
                                String.class)
                        .executeUpdate()
                == 1;
    }

    private static void conclude(StatelessSession session, long place, EventConclusion conclusion, Instant at) {
        session.createNativeMutationQuery(ADD_CONCLUSION)
                .setParameter("place", place)
                .setParameter("conclusion", EventWords.word(conclusion))
                .setParameter("at", at)
                .executeUpdate();
    }

    /** What somebody else wrote, as far as it fits; no database keeps U+0000. */
    private static String shortened(String text, int longest) {
        String kept = text.replace('\u0000', ' ');
        return kept.length() <= longest ? kept : kept.substring(0, longest);
    }

    @Override
    public List<WaitingEvent> claim(int most, Instant now, Instant until) {
        return asked(Patience.IMPORT, session -> {
            List<Tuple> due = session.createNativeQuery(DUE, Tuple.class)
                    .addScalar("place", Long.class)
                    .addScalar("failures", Integer.class)
                    .setParameter("now", now, Instant.class)
                    .setParameter("most", most)
                    .getResultList();
            if (!due.isEmpty()) {
                session.createNativeMutationQuery(CLAIM)
                        .setParameter("until", until, Instant.class)
                        .setParameterList(
                                "places",
                                due.stream()
                                        .map(row -> row.get("place", Long.class))
                                        .toList())
                        .executeUpdate();
            }
            return due.stream().map(row -> waiting(session, row)).toList();
        });
    }

    private static WaitingEvent waiting(StatelessSession session, Tuple row) {
        long place = row.get("place", Long.class);
        MessageRow message = session.get(MessageRow.class, place);
        return new WaitingEvent(place, message.event().orElseThrow(), row.get("failures", Integer.class));
    }

    @Override
    public Standing standing(WaitingEvent waiting) {
        NationalEvent event = waiting.event();
        return asked(Patience.IMPORT, session -> {
            long earlier = session.createSelectionQuery(REPEATED, Long.class)
                    .setParameter("event", event.id().value())
                    .setParameter("place", waiting.place())
                    .getSingleResult();
            if (earlier > 0) {
                return Standing.REPEATED;
            }
            if (event.kind().isEmpty()) {
                return Standing.NEW;
            }
            long later = session.createSelectionQuery(OUTDATED, Long.class)
                    .setParameter("number", event.patient().inTheClear())
                    .setParameter("kind", event.kind().get().code())
                    .setParameter("lastUpdated", event.lastUpdated())
                    .setParameterList("reading", READING)
                    .getSingleResult();
            return later > 0 ? Standing.OUTDATED : Standing.NEW;
        });
    }

    @Override
    public boolean conclude(WaitingEvent event, EventConclusion conclusion, List<Finding> findings, Instant at) {
        try {
            return asked(Patience.IMPORT, session -> {
                if (deleted(session, "event_waiting", event.place()) == 0) {
                    return false;
                }
                findings.forEach(finding -> {
                    if (!HibernateFindings.add(session, finding)) {
                        throw new NotTheNext();
                    }
                });
                conclude(session, event.place(), conclusion, at);
                deleted(session, "event_body", event.place());
                return true;
            });
        } catch (NotTheNext e) {
            return false;
        }
    }

    private static int deleted(StatelessSession session, String table, long place) {
        return session.createNativeMutationQuery("delete from " + table + " where place = :place")
                .setParameter("place", place)
                .executeUpdate();
    }

    @Override
    public void postpone(WaitingEvent event, Instant due) {
        asked(Patience.IMPORT, session -> session.createNativeMutationQuery(POSTPONE)
                .setParameter("failures", event.failures())
                .setParameter("due", due, Instant.class)
                .setParameter("place", event.place())
                .executeUpdate());
    }

    @Override
    public void forgetBodies(Instant before) {
        asked(Patience.IMPORT, session -> session.createNativeMutationQuery(FORGET)
                .setParameter("before", before, Instant.class)
                .executeUpdate());
    }

    @Override
    public EventPage find(EventQuery query) {
        return asked(Patience.SEARCH, session -> {
            List<String> conditions = new ArrayList<>();
            query.number().ifPresent(number -> conditions.add("m.nhsNumber = :number"));
            query.state()
                    .ifPresent(state -> conditions.add(
                            switch (state) {
                                case WAITING -> "m.place in (select w.place from WaitingRow w)";
                                case PARKED -> "c.conclusion = 'UNREADABLE'";
                            }));
            query.before().ifPresent(place -> conditions.add("m.place < :before"));
            SelectionQuery<Tuple> rows = session.createSelectionQuery(
                            "select m as message, c as conclusion from MessageRow m"
                                    + " left join ConclusionRow c on c.place = m.place where "
                                    + String.join(" and ", conditions) + " order by m.place desc",
                            Tuple.class)
                    .setMaxResults(query.limit() + 1);
            query.number().ifPresent(number -> rows.setParameter("number", number.inTheClear()));
            query.before().ifPresent(place -> rows.setParameter("before", place));
            return EventPage.of(
                    query,
                    rows.getResultStream()
                            .map(row -> row.get("message", MessageRow.class)
                                    .message(row.get("conclusion", ConclusionRow.class)))
                            .toList());
        });
    }

    @Override
    public EventBacklog.Messages count() {
        Tuple counts = asked(Patience.SEARCH, session -> session.createNativeQuery(COUNTS, Tuple.class)
                .addScalar("stored", Long.class)
                .addScalar("waiting", Long.class)
                .addScalar("parked", Long.class)
                .addScalar("oldest", Instant.class)
                .getSingleResult());
        return new EventBacklog.Messages(
                counts.get("stored", Long.class),
                counts.get("waiting", Long.class),
                counts.get("parked", Long.class),
                Optional.ofNullable(counts.get("oldest", Instant.class)));
    }

    private <T> T asked(Patience patience, Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(patience, work);
        } catch (DatabaseFailure e) {
            throw new EventsUnavailable(e.what());
        }
    }

    /** Takes a conclusion back whose findings somebody else has overtaken. */
    private static final class NotTheNext extends RuntimeException {

        private static final long serialVersionUID = 1L;
    }
}
