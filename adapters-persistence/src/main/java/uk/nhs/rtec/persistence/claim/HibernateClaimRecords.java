package uk.nhs.rtec.persistence.claim;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.StatelessSession;
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
import uk.nhs.rtec.persistence.Searches;
import uk.nhs.rtec.persistence.Store;

/** Claims and verdicts read from their rows. */
public final class HibernateClaimRecords implements ClaimRecords {

    private static final String WITH_HISTORY = "select " + ClaimRow.COLUMNS + """
             from claim c join claim_verdict v on v.claim_id = c.id where c.prescription_id in (:prescriptions)
            order by c.claimed_at, c.taken_in_at, c.id, v.verdict_number""";

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

    /** A claim that stands, with the number of the verdict that counts. */
    private record Place(ClaimId id, Instant claimedAt, Key key, int verdict) {

        static Place of(Tuple row) {
            return new Place(
                    new ClaimId(row.get("id", UUID.class)),
                    row.get("claimed_at", Instant.class),
                    new Key(
                            new PrescriptionId(row.get("prescription_id", String.class)),
                            new OdsCode(row.get("ods_code", String.class))),
                    row.get("verdict_number", Integer.class));
        }
    }

    @Override
    public ClaimPage find(ClaimQuery query) {
        return Searches.search(store, session -> {
            List<Place> found = standing(session, query);
            List<Place> page = found.subList(0, Math.min(found.size(), query.limit()));
            return new ClaimPage(
                    judged(session, page),
                    found.size() > page.size() ? Optional.of(cursor(page.get(page.size() - 1))) : Optional.empty());
        });
    }

    private static ClaimCursor cursor(Place last) {
        return new ClaimCursor(last.claimedAt(), last.id());
    }

    private static List<Place> standing(StatelessSession session, ClaimQuery query) {
        StandingClaims asked = StandingClaims.now().meeting(query);
        query.after().ifPresent(last -> asked.after(last.claimedAt(), last.id().value()));
        return asked
                .in(
                        session,
                        "select c.id, c.claimed_at, c.prescription_id, c.ods_code, v.verdict_number",
                        " order by c.claimed_at desc, c.id desc fetch first " + (query.limit() + 1) + " rows only",
                        Tuple.class)
                .addScalar("id", UUID.class)
                .addScalar("claimed_at", Instant.class)
                .addScalar("prescription_id", String.class)
                .addScalar("ods_code", String.class)
                .addScalar("verdict_number", Integer.class)
                .getResultList()
                .stream()
                .map(Place::of)
                .toList();
    }

    private static List<JudgedClaim> judged(StatelessSession session, List<Place> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        Map<Key, List<ClaimRow>> each = ClaimRow.read(session.createNativeQuery(WITH_HISTORY, Tuple.class)
                        .setParameterList(
                                "prescriptions",
                                page.stream()
                                        .map(place -> place.key().prescription().inTheClear())
                                        .distinct()
                                        .toList()))
                .stream()
                .collect(Collectors.groupingBy(Key::of));
        return page.stream()
                .map(place -> judged(place, each.getOrDefault(place.key(), List.of())))
                .toList();
    }

    /** What was found, as it stood then: what others took in or decided since is in neither the claim nor its history. */
    private static JudgedClaim judged(Place place, List<ClaimRow> ofOne) {
        int at = ofOne.stream().map(ClaimRow::id).toList().indexOf(place.id());
        ClaimRow found = ofOne.get(at);
        return new JudgedClaim(
                found.id(),
                found.claim(),
                found.decisions().stream()
                        .filter(decision -> decision.number() <= place.verdict())
                        .toList(),
                ofOne.subList(0, at).stream()
                        .map(row -> new JudgedClaim.Amended(row.id(), row.claim(), row.decisions()))
                        .toList());
    }

    @Override
    public List<ClaimSummary> summary(Instant from, Instant to) {
        return Searches.search(store, session -> {
            Map<String, Map<Verdict, Long>> counts = new TreeMap<>();
            StandingClaims.now()
                    .claimedFrom(from)
                    .claimedBefore(to)
                    .in(
                            session,
                            "select c.ods_code, v.verdict, count(*) as claims",
                            " group by c.ods_code, v.verdict",
                            Tuple.class)
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
}
