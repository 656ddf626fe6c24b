package uk.nhs.rtec.persistence.event;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import uk.nhs.rtec.application.event.EventBacklog;
import uk.nhs.rtec.application.event.EventsUnavailable;
import uk.nhs.rtec.application.event.FollowState;
import uk.nhs.rtec.application.event.FollowedHolder;
import uk.nhs.rtec.application.event.FollowedHolders;
import uk.nhs.rtec.application.event.SubscriptionCall;
import uk.nhs.rtec.application.event.SubscriptionPage;
import uk.nhs.rtec.application.event.SubscriptionQuery;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.event.SubscriptionId;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/**
 * Followed holders in a database, a thousand with a handful of statements. Each is changed by an update that holds for one version of it only,
 * and claimed by whoever finds its row unlocked.
 */
public final class HibernateFollowedHolders implements FollowedHolders {

    /** The codes of refusals are the service's words, and a short column is enough for those that are known. */
    private static final int LONGEST_WORD = 64;

    private static final String NEXT = """
            select p.nhs_number from certificate_person p
            where p.relationship = 'holder' and p.nhs_number is not null and p.nhs_number > :after
            order by p.nhs_number limit :most""";

    private static final String NEWS = """
            (select p.nhs_number from certificate_person p
                where p.taken_in_at >= :since and p.relationship = 'holder' and p.nhs_number is not null
                limit :most)
            union all
            (select p.nhs_number from certificate_revocation r
                join certificate_person p on p.certificate_number = r.certificate_number
                where r.revoked_at >= :since and p.relationship = 'holder' and p.nhs_number is not null
                limit :most)""";

    /**
     * Joined, where "= any" would do on PostgreSQL: H2 reads the whole table for that. That the numbers lie between the first and the last is
     * no news, but has PostgreSQL read no more than that of a register that has just grown.
     */
    private static final String CERTIFICATES = """
            select p.nhs_number as nhs_number, c.valid_to as valid_to, r.revoked_from as revoked_from
            from unnest(:numbers) as t(number) join certificate_person p on p.nhs_number = t.number
            join certificate c on c.number = p.certificate_number
            left join certificate_revocation r on r.certificate_number = c.number
            where p.relationship = 'holder' and p.nhs_number between :first and :last""";

    private static final String FOLLOWED = """
            select f.* from unnest(:numbers) as t(number) join followed_holder f on f.nhs_number = t.number
            where f.nhs_number between :first and :last""";

    /** In the order of the list, which is the same on every node: two that bring the same never wait for each other in a circle. */
    private static final String WANT = """
            insert into followed_holder (nhs_number, wanted_until, state, failures, due_at, changed_at, version)
            select t.number, t.until, 'TO_SUBSCRIBE', 0,
                cast(:now as timestamp(6) with time zone), cast(:now as timestamp(6) with time zone), 1
            from unnest(:numbers, :untils) with ordinality as t(number, until, place)
            order by t.place
            on conflict do nothing""";

    private static final String DUE = """
            select f.* from followed_holder f where f.due_at <= :now
            order by f.due_at, f.nhs_number limit :most for update skip locked""";

    private static final String CLAIM = """
            update HolderRow set dueAt = :until, changedAt = :now, version = version + 1 where nhsNumber in (:numbers)""";

    private static final String KEEP = """
            update HolderRow set wantedUntil = :wantedUntil, state = :state, askedNumber = :asked,
                subscriptionId = :subscription, subscribedUntil = :subscribedUntil, reason = :reason,
                failures = :failures, dueAt = :due, changedAt = :changed, version = :version
            where nhsNumber = :number and version = :before""";

    private static final String ADD_CALL = """
            insert into subscription_call
                (nhs_number, what, patient_number, ends_at, called_at, result, subscription_id)
            values (:number, :what, :patient, :end, :at, :result, :subscription)""";

    private static final String AS_ASKED =
            "from HolderRow h where h.askedNumber = :number and h.nhsNumber <> :number and h.state <> 'ENDED'";

    private static final String SHARED =
            "select count(h) from HolderRow h where h.subscriptionId = :subscription and h.nhsNumber <> :number";

    private static final String COUNTS = """
            select f.state as state, f.state = 'ACTIVE' and f.wanted_until < :today as late, count(*) as holders
            from followed_holder f group by 1, 2""";

    private final Store store;

    public HibernateFollowedHolders(Store store) {
        this.store = store;
    }

    @Override
    public Lap follow(Optional<NhsNumber> after, int most, Instant now) {
        return asked(Patience.IMPORT, session -> {
            List<String> numbers = session.createNativeQuery(NEXT, String.class)
                    .setParameter("after", after.map(NhsNumber::inTheClear).orElse(""))
                    .setParameter("most", most)
                    .getResultList();
            return numbers.isEmpty()
                    ? new Lap(Optional.empty(), 0)
                    : new Lap(
                            Optional.of(new NhsNumber(numbers.get(numbers.size() - 1))), follow(session, numbers, now));
        });
    }

    @Override
    public News followSince(Instant since, int most, Instant now) {
        return asked(Patience.IMPORT, session -> {
            List<String> numbers = session.createNativeQuery(NEWS, String.class)
                    .setParameter("since", since, Instant.class)
                    .setParameter("most", most + 1)
                    .getResultList();
            boolean more = numbers.size() > most;
            return new News(follow(session, more ? numbers.subList(0, most) : numbers, now), more);
        });
    }

    private static int follow(StatelessSession session, List<String> some, Instant now) {
        List<String> numbers = some.stream().distinct().sorted().toList();
        if (numbers.isEmpty()) {
            return 0;
        }
        Map<String, LocalDate> wanted = wanted(session, numbers);
        Map<String, FollowedHolder> followed = followed(session, numbers);
        LocalDate today = LocalDate.ofInstant(now, OpenCheck.ENGLAND);
        TreeMap<String, LocalDate> anew = new TreeMap<>();
        int changed = 0;
        for (Map.Entry<String, LocalDate> each : wanted.entrySet()) {
            FollowedHolder before = followed.get(each.getKey());
            if (before == null) {
                if (!each.getValue().isBefore(today)) {
                    anew.put(each.getKey(), each.getValue());
                }
            } else if (!before.wantedUntil().equals(each.getValue())) {
                changed += keep(session, before.wantedUntil(each.getValue(), now)) ? 1 : 0;
            }
        }
        return changed + want(session, anew, now);
    }

    private static Map<String, LocalDate> wanted(StatelessSession session, List<String> numbers) {
        Map<String, LocalDate> wanted = new TreeMap<>();
        session.createNativeQuery(CERTIFICATES, Tuple.class)
                .addScalar("nhs_number", String.class)
                .addScalar("valid_to", LocalDate.class)
                .addScalar("revoked_from", LocalDate.class)
                .setParameter("numbers", numbers.toArray(String[]::new))
                .setParameter("first", numbers.get(0))
                .setParameter("last", numbers.get(numbers.size() - 1))
                .getResultStream()
                .forEach(row -> wanted.merge(
                        row.get("nhs_number", String.class),
                        FollowedHolder.lastWanted(
                                row.get("valid_to", LocalDate.class),
                                Optional.ofNullable(row.get("revoked_from", LocalDate.class))),
                        (one, other) -> one.isAfter(other) ? one : other));
        return wanted;
    }

    private static Map<String, FollowedHolder> followed(StatelessSession session, List<String> numbers) {
        return session.createNativeQuery(FOLLOWED, HolderRow.class)
                .setParameter("numbers", numbers.toArray(String[]::new))
                .setParameter("first", numbers.get(0))
                .setParameter("last", numbers.get(numbers.size() - 1))
                .getResultStream()
                .collect(Collectors.toMap(row -> row.nhsNumber, HolderRow::holder, (one, same) -> one, HashMap::new));
    }

    private static int want(StatelessSession session, Map<String, LocalDate> anew, Instant now) {
        return anew.isEmpty()
                ? 0
                : session.createNativeMutationQuery(WANT)
                        .setParameter("numbers", anew.keySet().toArray(String[]::new))
                        .setParameter("untils", anew.values().toArray(LocalDate[]::new))
                        .setParameter("now", now, Instant.class)
                        .executeUpdate();
    }

    @Override
    public List<FollowedHolder> claim(int most, Instant now, Instant until) {
        return asked(Patience.IMPORT, session -> {
            List<FollowedHolder> due = session.createNativeQuery(DUE, HolderRow.class)
                    .setParameter("now", now, Instant.class)
                    .setParameter("most", most)
                    .getResultStream()
                    .map(HolderRow::holder)
                    .toList();
            if (!due.isEmpty()) {
                session.createMutationQuery(CLAIM)
                        .setParameter("until", until)
                        .setParameter("now", now)
                        .setParameterList(
                                "numbers",
                                due.stream()
                                        .map(holder -> holder.number().inTheClear())
                                        .toList())
                        .executeUpdate();
            }
            return due.stream().map(holder -> holder.claimedUntil(until, now)).toList();
        });
    }

    @Override
    public boolean keep(FollowedHolder changed, Optional<SubscriptionCall> call) {
        return asked(Patience.IMPORT, session -> {
            call.ifPresent(made -> add(session, changed.number(), made));
            return keep(session, changed);
        });
    }

    private static boolean keep(StatelessSession session, FollowedHolder changed) {
        return session.createMutationQuery(KEEP)
                        .setParameter("wantedUntil", changed.wantedUntil())
                        .setParameter("state", EventWords.word(changed.state()))
                        .setParameter(
                                "asked",
                                changed.asked().map(NhsNumber::inTheClear).orElse(null),
                                String.class)
                        .setParameter(
                                "subscription",
                                changed.subscription()
                                        .map(SubscriptionId::value)
                                        .orElse(null),
                                String.class)
                        .setParameter(
                                "subscribedUntil", changed.subscribedUntil().orElse(null), LocalDate.class)
                        .setParameter(
                                "reason",
                                changed.reason()
                                        .map(HibernateFollowedHolders::word)
                                        .orElse(null),
                                String.class)
                        .setParameter("failures", changed.failures())
                        .setParameter("due", changed.due().orElse(null), Instant.class)
                        .setParameter("changed", changed.changedAt())
                        .setParameter("version", changed.version())
                        .setParameter("number", changed.number().inTheClear())
                        .setParameter("before", changed.version() - 1)
                        .executeUpdate()
                == 1;
    }

    private static void add(StatelessSession session, NhsNumber number, SubscriptionCall call) {
        session.createNativeMutationQuery(ADD_CALL)
                .setParameter("number", number.inTheClear())
                .setParameter("what", EventWords.word(call.what()))
                .setParameter("patient", call.patient().inTheClear())
                .setParameter("end", call.end().orElse(null), Instant.class)
                .setParameter("at", call.at())
                .setParameter("result", word(call.result()))
                .setParameter(
                        "subscription",
                        call.subscription().map(SubscriptionId::value).orElse(null),
                        String.class)
                .executeUpdate();
    }

    private static String word(String code) {
        return code.length() <= LONGEST_WORD ? code : code.substring(0, LONGEST_WORD);
    }

    @Override
    public List<FollowedHolder> followedAs(NhsNumber number) {
        return asked(Patience.IMPORT, session -> {
            List<FollowedHolder> followed = new ArrayList<>();
            Optional.ofNullable(session.get(HolderRow.class, number.inTheClear()))
                    .map(HolderRow::holder)
                    .filter(holder -> holder.state() != FollowState.ENDED)
                    .ifPresent(followed::add);
            session.createSelectionQuery(AS_ASKED, HolderRow.class)
                    .setParameter("number", number.inTheClear())
                    .getResultStream()
                    .map(HolderRow::holder)
                    .forEach(followed::add);
            return followed;
        });
    }

    @Override
    public boolean isShared(FollowedHolder holder) {
        return holder.subscription()
                .map(id -> asked(Patience.IMPORT, session -> session.createSelectionQuery(SHARED, Long.class)
                                .setParameter("subscription", id.value())
                                .setParameter("number", holder.number().inTheClear())
                                .getSingleResult())
                        > 0)
                .orElse(false);
    }

    @Override
    public SubscriptionPage find(SubscriptionQuery query) {
        return asked(Patience.SEARCH, session -> {
            List<String> conditions = new ArrayList<>();
            query.number().ifPresent(number -> conditions.add("(h.nhsNumber = :number or h.askedNumber = :number)"));
            query.state().ifPresent(state -> conditions.add("h.state = :state"));
            query.after().ifPresent(last -> conditions.add("h.nhsNumber > :after"));
            SelectionQuery<HolderRow> rows = session.createSelectionQuery(
                            "from HolderRow h where " + String.join(" and ", conditions) + " order by h.nhsNumber",
                            HolderRow.class)
                    .setMaxResults(query.limit() + 1);
            query.number().ifPresent(number -> rows.setParameter("number", number.inTheClear()));
            query.state().ifPresent(state -> rows.setParameter("state", EventWords.word(state)));
            query.after().ifPresent(last -> rows.setParameter("after", last.inTheClear()));
            return SubscriptionPage.of(
                    query, rows.getResultStream().map(HolderRow::holder).toList());
        });
    }

    @Override
    public EventBacklog.Subscriptions count(Instant now) {
        Map<FollowState, Long> in = new HashMap<>();
        long[] late = new long[1];
        asked(Patience.SEARCH, session -> session.createNativeQuery(COUNTS, Tuple.class)
                        .addScalar("state", String.class)
                        .addScalar("late", Boolean.class)
                        .addScalar("holders", Long.class)
                        .setParameter("today", LocalDate.ofInstant(now, OpenCheck.ENGLAND), LocalDate.class)
                        .getResultList())
                .forEach(row -> {
                    long holders = row.get("holders", Long.class);
                    in.merge(EventWords.state(row.get("state", String.class)), holders, Long::sum);
                    late[0] += Boolean.TRUE.equals(row.get("late", Boolean.class)) ? holders : 0;
                });
        Function<FollowState, Long> count = state -> in.getOrDefault(state, 0L);
        long toSubscribe = count.apply(FollowState.TO_SUBSCRIBE) + count.apply(FollowState.TO_RENEW);
        long active = count.apply(FollowState.ACTIVE) - late[0];
        long parked = count.apply(FollowState.PARKED);
        long unsubscribable = count.apply(FollowState.UNSUBSCRIBABLE);
        return new EventBacklog.Subscriptions(
                active + toSubscribe + parked + unsubscribable,
                active,
                toSubscribe,
                count.apply(FollowState.TO_END) + late[0],
                parked,
                unsubscribable);
    }

    private <T> T asked(Patience patience, Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(patience, work);
        } catch (DatabaseFailure e) {
            throw new EventsUnavailable(e.what());
        }
    }
}
