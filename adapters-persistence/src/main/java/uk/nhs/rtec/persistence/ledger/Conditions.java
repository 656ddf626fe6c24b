package uk.nhs.rtec.persistence.ledger;

import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.OutcomeReason;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.Words;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.SdsUserId;

/**
 * What an auditor asks for, as conditions on the ledger's rows.
 *
 * <p>A patient is hashed in each month in another way. So what asks for one looks into each month by itself: there the hash is one value, and the
 * index that has it with the time gives the month's newest first, however many there are. One condition on the hashes of all months would
 * have every row read and sorted.
 */
final class Conditions {

    private static final String NEWEST_FIRST = " order by c.asked_at desc, c.id desc";

    /** What every part is asked for. */
    private final List<String> clauses = new ArrayList<>();

    /** The parts of the ledger that are looked into, each by conditions of its own; a check is in one of them at most. */
    private List<String> parts = List.of("");

    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, byte[]> hashes = new HashMap<>();

    private Conditions() {}

    /**
     * The conditions of a query.
     *
     * @param keys of the months that there are keys to hash for: a month without finds nobody
     */
    static Conditions of(CheckQuery query, Map<YearMonth, MonthKeys> keys) {
        Conditions conditions = new Conditions()
                .and(
                        "c.prescription_id = :prescriptionId",
                        "prescriptionId",
                        query.prescription(),
                        PrescriptionId::inTheClear)
                .and("c.ods_code = :odsCode", "odsCode", query.organisation(), OdsCode::value)
                .and("c.user_id = :userId", "userId", query.practitioner(), SdsUserId::value)
                .and("c.asid = :asid", "asid", query.system(), Asid::value)
                .and("c.asked_at >= :from", "from", query.from(), Function.identity())
                .and("c.asked_at < :to", "to", query.to(), Function.identity())
                .and("c.outcome = :outcome", "outcome", query.outcome(), OutcomeWords.OUTCOME::word)
                .and("c.disclosed_code = :disclosed", "disclosed", query.disclosed(), Words.EXEMPTION::word)
                .and("c.category_code = :category", "category", query.category(), Words.EXEMPTION::word);
        query.reason().ifPresent(conditions::andEndingFor);
        if (asksForPatient(query)) {
            conditions.parts = keys.values().stream()
                    .sorted(Comparator.comparing(MonthKeys::month).reversed())
                    .flatMap(month -> conditions.partsOf(month, query).stream())
                    .toList();
        }
        return conditions;
    }

    /** The months in which a query looks for somebody. */
    static Predicate<YearMonth> monthsToHashFor(CheckQuery query) {
        return month -> asksForPatient(query) && isAskedFor(month, query);
    }

    private static boolean asksForPatient(CheckQuery query) {
        return query.nhsNumber().isPresent()
                || query.person().isPresent()
                || query.postcode().isPresent();
    }

    /** These conditions, of the rows of checks that were asked for before a moment. */
    Conditions before(Instant moment) {
        return and("c.asked_at < :before", "before", Optional.of(moment), Function.identity());
    }

    /** How many rows meet the conditions; counting stops at the number given. */
    int count(StatelessSession session, int upTo) {
        if (parts.isEmpty()) {
            return 0;
        }
        String limit = " fetch first " + upTo + " rows only";
        NativeQuery<Long> query = session.createNativeQuery(
                "select count(*) from (select p.one from (" + ofParts("1 as one", " order by c.asked_at desc" + limit)
                        + ") p" + limit + ") counted",
                Long.class);
        bind(query);
        return query.getSingleResult().intValue();
    }

    /** The rows that meet the conditions and come after the cursor, newest first. */
    List<LedgerRow> newest(StatelessSession session, Optional<CheckCursor> after, int limit) {
        if (parts.isEmpty()) {
            return List.of();
        }
        after.ifPresent(cursor -> {
            clauses.add("(c.asked_at, c.id) < (:afterAskedAt, :afterId)");
            values.put("afterAskedAt", cursor.askedAt());
            values.put("afterId", cursor.id().value());
        });
        String first = NEWEST_FIRST + " fetch first " + limit + " rows only";
        String columns = LedgerRow.columnsOf("c");
        NativeQuery<Object[]> query = session.createNativeQuery(
                "select " + columns + " from (" + ofParts(columns, first) + ") c" + first, Object[].class);
        bind(query);
        return CheckReader.rows(query);
    }

    /** The same of every part, together. */
    private String ofParts(String columns, String end) {
        return parts.stream()
                .map(part -> "(select " + columns + " from ledger_check c" + where(part) + end + ")")
                .collect(Collectors.joining(" union all "));
    }

    private String where(String part) {
        List<String> all = new ArrayList<>(clauses);
        if (!part.isEmpty()) {
            all.add(part);
        }
        return all.isEmpty() ? "" : " where " + String.join(" and ", all);
    }

    /** A check is answered moments after it is asked, perhaps in the next month. */
    private static boolean isAskedFor(YearMonth answered, CheckQuery query) {
        return query.from().map(Moments::monthOf).filter(answered::isBefore).isEmpty()
                && query.to()
                        .map(to -> Moments.monthOf(to).plusMonths(1))
                        .filter(answered::isAfter)
                        .isEmpty();
    }

    private <T> Conditions and(String clause, String name, Optional<T> value, Function<? super T, ?> stored) {
        value.ifPresent(stated -> {
            clauses.add(clause);
            values.put(name, stored.apply(stated));
        });
        return this;
    }

    private void andEndingFor(OutcomeReason reason) {
        String age = Words.EXEMPTION.word(ChargeExemption.AGE);
        reason.<Runnable>map(
                        byAge -> () -> and("c.category_code = :age", "age", age),
                        certificate -> () -> and("c.category_code <> :age", "age", age),
                        nothing -> () -> and(
                                "c.not_checked_reason = :notChecked",
                                "notChecked",
                                Words.NOT_CHECKED_REASON.word(nothing.reason())),
                        silent -> () -> {
                            and("c.undetermined_source = :source", "source", Words.SOURCE.word(silent.source()));
                            and("c.undetermined_silence = :silence", "silence", Words.SILENCE.word(silent.silence()));
                        })
                .run();
    }

    private void and(String clause, String name, String value) {
        clauses.add(clause);
        values.put(name, value);
    }

    /** A month in one part; in two when a number is asked for, which is either stated or, where the stated one is another, traced. */
    private List<String> partsOf(MonthKeys month, CheckQuery query) {
        List<String> both = new ArrayList<>();
        // Not as parameters: a plan for any month would look into all of them.
        both.add("c.answered_at >= " + begin(month.month()));
        both.add("c.answered_at < " + begin(month.month().plusMonths(1)));
        query.person()
                .ifPresent(person -> both.add("c.person_hash = "
                        + hash("person", month, month.hash(person.surname(), person.dateOfBirth()))));
        query.postcode()
                .ifPresent(postcode -> both.add("c.postcode_hash = " + hash("postcode", month, month.hash(postcode))));
        String ofMonth = String.join(" and ", both);
        return query.nhsNumber()
                .map(number -> hash("number", month, month.hash(number)))
                .map(number -> List.of(
                        ofMonth + " and c.stated_number_hash = " + number,
                        ofMonth + " and c.traced_number_hash = " + number))
                .orElse(List.of(ofMonth));
    }

    /** The month's value as a parameter. */
    private String hash(String name, MonthKeys month, byte[] hash) {
        String parameter = name + "Of" + month.month().toString().replace("-", "");
        hashes.put(parameter, hash);
        return ":" + parameter;
    }

    private static String begin(YearMonth month) {
        return "timestamp with time zone '" + month.atDay(1) + " 00:00:00+00:00'";
    }

    private void bind(NativeQuery<?> query) {
        values.forEach(query::setParameter);
        hashes.forEach((name, hash) -> query.setParameter(name, hash, byte[].class));
    }
}
