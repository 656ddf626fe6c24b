package uk.nhs.rtec.persistence.claim;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.claim.ClaimCursor;
import uk.nhs.rtec.application.claim.ClaimId;
import uk.nhs.rtec.application.claim.ClaimPage;
import uk.nhs.rtec.application.claim.ClaimQuery;
import uk.nhs.rtec.application.claim.ClaimRecords;
import uk.nhs.rtec.application.claim.ClaimSummary;
import uk.nhs.rtec.application.claim.JudgedClaim;
import uk.nhs.rtec.domain.claim.Verdict;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** Claims and verdicts read from their rows. */
public final class HibernateClaimRecords implements ClaimRecords {

    /** The last verdict on the last claim of each organisation for each prescription; of two of one moment, on the one taken in last. */
    private static final String STANDING = """
             from claim c join claim_verdict v on v.claim_id = c.id
            where not exists (select 1 from claim_verdict n
                where n.claim_id = v.claim_id and n.verdict_number > v.verdict_number)
            and not exists (select 1 from claim l
                where l.prescription_id = c.prescription_id and l.ods_code = c.ods_code
                and (l.claimed_at, l.taken_in_at, l.id) > (c.claimed_at, c.taken_in_at, c.id))""";

    private static final String WITH_HISTORY = "select " + ClaimRow.COLUMNS + """
             from claim c join claim_verdict v on v.claim_id = c.id where c.prescription_id in (:prescriptions)
            order by c.claimed_at, c.taken_in_at, c.id, v.verdict_number""";

    private static final String SUMMARY = "select c.ods_code, v.verdict, count(*) as claims" + STANDING
            + " and c.claimed_at >= :from and c.claimed_at < :to group by c.ods_code, v.verdict";

    private final Store store;

    public HibernateClaimRecords(Store store) {
        this.store = store;
    }

    /** Which claim of which organisation, whatever was claimed and when. */
    private record Key(PrescriptionId prescription, OdsCode organisation) {

        static Key of(ClaimRow row) {
            return new Key(row.claim().prescription(), row.claim().organisation());
        }
    }

    /** A claim that stands. */
    private record Place(UUID id, Instant claimedAt, String prescription) {}

    @Override
    public ClaimPage find(ClaimQuery query) {
        return read(session -> {
            List<Place> found = standing(session, query);
            List<Place> page = found.subList(0, Math.min(found.size(), query.limit()));
            Map<UUID, JudgedClaim> judged = judged(session, page);
            return new ClaimPage(
                    page.stream()
                            .map(place ->
                                    Optional.ofNullable(judged.get(place.id())).orElseThrow())
                            .toList(),
                    found.size() > page.size() ? Optional.of(cursor(page.get(page.size() - 1))) : Optional.empty());
        });
    }

    private static ClaimCursor cursor(Place last) {
        return new ClaimCursor(last.claimedAt(), new ClaimId(last.id()));
    }

    private static List<Place> standing(StatelessSession session, ClaimQuery query) {
        StringBuilder sql = new StringBuilder("select c.id, c.claimed_at, c.prescription_id").append(STANDING);
        Map<String, Object> values = new HashMap<>();
        query.prescription().ifPresent(id -> {
            sql.append(" and c.prescription_id = :prescription");
            values.put("prescription", id.inTheClear());
        });
        query.organisation().ifPresent(code -> {
            sql.append(" and c.ods_code = :organisation");
            values.put("organisation", code.value());
        });
        query.verdict().ifPresent(verdict -> {
            sql.append(" and v.verdict = :verdict");
            values.put("verdict", VerdictWords.VERDICT.word(verdict));
        });
        query.from().ifPresent(from -> {
            sql.append(" and c.claimed_at >= :from");
            values.put("from", from);
        });
        query.to().ifPresent(to -> {
            sql.append(" and c.claimed_at < :to");
            values.put("to", to);
        });
        query.after().ifPresent(last -> {
            sql.append(" and (c.claimed_at, c.id) < (:claimedAt, :id)");
            values.put("claimedAt", last.claimedAt());
            values.put("id", last.id().value());
        });
        sql.append(" order by c.claimed_at desc, c.id desc fetch first ")
                .append(query.limit() + 1)
                .append(" rows only");
        NativeQuery<Tuple> asked = session.createNativeQuery(sql.toString(), Tuple.class);
        values.forEach(asked::setParameter);
        return asked
                .addScalar("id", UUID.class)
                .addScalar("claimed_at", Instant.class)
                .addScalar("prescription_id", String.class)
                .getResultList()
                .stream()
                .map(row -> new Place(
                        row.get("id", UUID.class),
                        row.get("claimed_at", Instant.class),
                        row.get("prescription_id", String.class)))
                .toList();
    }

    private static Map<UUID, JudgedClaim> judged(StatelessSession session, List<Place> page) {
        if (page.isEmpty()) {
            return Map.of();
        }
        Map<Key, List<ClaimRow>> each = ClaimRow.read(session.createNativeQuery(WITH_HISTORY, Tuple.class)
                        .setParameterList(
                                "prescriptions",
                                page.stream()
                                        .map(Place::prescription)
                                        .distinct()
                                        .toList()))
                .stream()
                .collect(Collectors.groupingBy(Key::of));
        return each.values().stream()
                .map(HibernateClaimRecords::judged)
                .collect(Collectors.toMap(judged -> judged.id().value(), Function.identity()));
    }

    private static JudgedClaim judged(List<ClaimRow> ofOne) {
        ClaimRow last = ofOne.get(ofOne.size() - 1);
        return new JudgedClaim(
                last.id(),
                last.claim(),
                last.decisions(),
                ofOne.subList(0, ofOne.size() - 1).stream()
                        .map(row -> new JudgedClaim.Amended(row.id(), row.claim(), row.decisions()))
                        .toList());
    }

    @Override
    public List<ClaimSummary> summary(Instant from, Instant to) {
        return read(session -> {
            Map<String, Map<Verdict, Long>> counts = new TreeMap<>();
            session.createNativeQuery(SUMMARY, Tuple.class)
                    .setParameter("from", from, Instant.class)
                    .setParameter("to", to, Instant.class)
                    .addScalar("ods_code", String.class)
                    .addScalar("verdict", String.class)
                    .addScalar("claims", Long.class)
                    .getResultList()
                    .forEach(row -> counts.computeIfAbsent(
                                    row.get("ods_code", String.class), code -> new EnumMap<>(Verdict.class))
                            .put(
                                    VerdictWords.VERDICT.value(row.get("verdict", String.class)),
                                    row.get("claims", Long.class)));
            List<ClaimSummary> summaries = new ArrayList<>();
            counts.forEach((code, verdicts) -> summaries.add(new ClaimSummary(new OdsCode(code), verdicts)));
            return summaries;
        });
    }

    private <T> T read(Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(Patience.SEARCH, work);
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }
}
