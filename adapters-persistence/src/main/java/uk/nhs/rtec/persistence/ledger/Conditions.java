package uk.nhs.rtec.persistence.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.Words;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What an auditor asks for, as conditions on the ledger's rows. */
final class Conditions {

    /** Two look-ups, each by its own index; only a number that differs from the stated one has the second hash. */
    private static final String STATED_OR_TRACED = """
            c.id in (
                select s.id from ledger_check s where s.stated_number_hash in (:numbers)
                union all
                select t.id from ledger_check t where t.traced_number_hash in (:numbers))""";

    private static final String NOTHING = "1 = 0";

    private final List<String> clauses = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, List<byte[]>> hashes = new HashMap<>();

    private Conditions() {}

    /**
     * The conditions of a query.
     *
     * @param keys of every month that has any: each hashes the patient in its own way, and a month without finds nobody
     */
    static Conditions of(CheckQuery query, Map<YearMonth, MonthKeys> keys) {
        Collection<MonthKeys> asked = keys.values().stream()
                .filter(month -> isAskedFor(month.month(), query))
                .toList();
        return new Conditions()
                .and(
                        "c.prescription_id = :prescriptionId",
                        "prescriptionId",
                        query.prescription(),
                        PrescriptionId::inTheClear)
                .andHashed(STATED_OR_TRACED, "numbers", asked, query.nhsNumber(), MonthKeys::hash)
                .andHashed(
                        "c.person_hash in (:people)",
                        "people",
                        asked,
                        query.person(),
                        (month, person) -> month.hash(person.surname(), person.dateOfBirth()))
                .and("c.ods_code = :odsCode", "odsCode", query.organisation(), OdsCode::value)
                .and("c.user_id = :userId", "userId", query.practitioner(), SdsUserId::value)
                .and("c.asid = :asid", "asid", query.system(), Asid::value)
                .and("c.asked_at >= :from", "from", query.from(), Function.identity())
                .and("c.asked_at < :to", "to", query.to(), Function.identity())
                .and("c.outcome = :outcome", "outcome", query.outcome(), OutcomeWords.OUTCOME::word)
                .and("c.disclosed_code = :disclosed", "disclosed", query.disclosed(), Words.EXEMPTION::word)
                .and("c.category_code = :category", "category", query.category(), Words.EXEMPTION::word);
    }

    /** These conditions, of the rows of checks that were asked for before a moment. */
    Conditions before(Instant moment) {
        return and("c.asked_at < :before", "before", Optional.of(moment), Function.identity());
    }

    /** How many rows meet the conditions; counting stops at the number given. */
    int count(StatelessSession session, int upTo) {
        NativeQuery<Long> query = session.createNativeQuery(
                "select count(*) from (select c.id from ledger_check c" + where()
                        + " order by c.asked_at desc fetch first " + upTo + " rows only) counted",
                Long.class);
        bind(query);
        return query.getSingleResult().intValue();
    }

    /** The rows that meet the conditions and come after the cursor, newest first. */
    List<LedgerRow> newest(StatelessSession session, Optional<CheckCursor> after, int limit) {
        after.ifPresent(cursor -> {
            clauses.add("(c.asked_at, c.id) < (:afterAskedAt, :afterId)");
            values.put("afterAskedAt", cursor.askedAt());
            values.put("afterId", cursor.id().value());
        });
        NativeQuery<Object[]> query = session.createNativeQuery(
                "select " + LedgerRow.columnsOf("c") + " from ledger_check c" + where()
                        + " order by c.asked_at desc, c.id desc fetch first " + limit + " rows only",
                Object[].class);
        bind(query);
        return CheckReader.rows(query);
    }

    /** A check is answered moments after it is asked, perhaps in the next month. */
    private static boolean isAskedFor(YearMonth answered, CheckQuery query) {
        return query.from().map(Conditions::month).filter(answered::isBefore).isEmpty()
                && query.to()
                        .map(to -> month(to).plusMonths(1))
                        .filter(answered::isAfter)
                        .isEmpty();
    }

    private static YearMonth month(Instant moment) {
        return Moments.monthOf(moment);
    }

    private <T> Conditions and(String clause, String name, Optional<T> value, Function<? super T, ?> stored) {
        value.ifPresent(stated -> {
            clauses.add(clause);
            values.put(name, stored.apply(stated));
        });
        return this;
    }

    private interface Hashing<T> {
        byte[] hash(MonthKeys month, T value);
    }

    private <T> Conditions andHashed(
            String clause, String name, Collection<MonthKeys> months, Optional<T> value, Hashing<T> hashing) {
        value.ifPresent(stated -> {
            List<byte[]> each =
                    months.stream().map(month -> hashing.hash(month, stated)).toList();
            clauses.add(each.isEmpty() ? NOTHING : clause);
            if (!each.isEmpty()) {
                hashes.put(name, each);
            }
        });
        return this;
    }

    private void bind(NativeQuery<?> query) {
        values.forEach(query::setParameter);
        hashes.forEach((name, each) -> query.setParameterList(name, each, byte[].class));
    }

    private String where() {
        return clauses.isEmpty() ? "" : " where " + String.join(" and ", clauses);
    }
}
