package uk.nhs.rtec.persistence.claim;

import jakarta.persistence.Tuple;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.claim.ClaimId;
import uk.nhs.rtec.application.claim.ClaimStore;
import uk.nhs.rtec.application.claim.Decision;
import uk.nhs.rtec.application.claim.KeptClaim;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.EnglishDay;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.ClaimedExemption;
import uk.nhs.rtec.domain.claim.ExaminedClaim;
import uk.nhs.rtec.domain.claim.GivenAnswer;
import uk.nhs.rtec.domain.claim.StatedClaim;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.TimeOrderedIds;
import uk.nhs.rtec.persistence.Transactions;
import uk.nhs.rtec.persistence.claim.ManyRows.Column;
import uk.nhs.rtec.persistence.ledger.KeyRing;

/** Claims beside the ledger's rows: whatever is asked of many claims is one query for all of them. */
public final class HibernateClaims implements ClaimStore {

    /** What is asked for is joined, where "= any" would do on PostgreSQL: H2 reads the whole table for that. */
    private static final String OF_THESE = "from unnest(?) as t(id) join ";

    private static final String ADD_CLAIMS = """
            insert into claim (id, prescription_id, ods_code, charge_exemption, claimed_at, number_hash, earlier_number_hash,
                taken_in_at, taken_in_by_organisation, taken_in_by_user)
            select t.id, t.prescription_id, t.ods_code, t.charge_exemption, t.claimed_at, t.number_hash, t.earlier_number_hash,
                cast(? as timestamp(6) with time zone), cast(? as varchar(10)), cast(? as varchar(20))
            from unnest(?, ?, ?, ?, ?, ?, ?) with ordinality
                as t(id, prescription_id, ods_code, charge_exemption, claimed_at, number_hash, earlier_number_hash, place)
            order by t.place
            on conflict do nothing""";

    private static final String ADD_VERDICTS = """
            insert into claim_verdict (claim_id, verdict_number, verdict, decided_at)
            select t.claim_id, t.verdict_number, t.verdict, t.decided_at
            from unnest(?, ?, ?, ?) with ordinality as t(claim_id, verdict_number, verdict, decided_at, place)
            order by t.place
            on conflict do nothing""";

    private static final String IDS =
            "select c.id, c.prescription_id " + OF_THESE + "claim c on c.prescription_id = t.id";

    private static final String CLAIMS = "select " + ClaimRow.COLUMNS + """
             from unnest(:prescriptions) as t(id) join claim c on c.prescription_id = t.id
            left join claim_verdict v on v.claim_id = c.id and not exists
                (select 1 from claim_verdict n where n.claim_id = v.claim_id and n.verdict_number > v.verdict_number)
            order by c.id""";

    private static final String ANSWER = "select k.id, k.prescription_id, k.ods_code, k.answered_at, k.disclosed_code";

    /** However often somebody asked: of the answers that say the same to the same organisation the first and the last. */
    private static final String ANSWERS = ANSWER + " from (" + ANSWER + """
            , row_number() over (partition by k.prescription_id, k.ods_code, k.disclosed_code
                    order by k.answered_at, k.id) as from_first,
                row_number() over (partition by k.prescription_id, k.ods_code, k.disclosed_code
                    order by k.answered_at desc, k.id desc) as from_last
            """ + OF_THESE + """
            ledger_check k on k.prescription_id = t.id) k
            where k.from_first = 1 or k.from_last = 1""";

    /** Two look-ups, each by its own index, of what that organisation was told on that day. */
    private static final String FINDINGS = Stream.of("stated_number_hash", "traced_number_hash")
            .map(hash -> ANSWER + ", k." + hash + """
                     as number_hash from unnest(?, ?, ?, ?) as t(number_hash, ods_code, day_begin, day_end)
                    join ledger_check k on k.""" + hash + """
                     = t.number_hash and k.outcome = 'EXEMPTION_FOUND' and k.ods_code = t.ods_code
                        and k.answered_at >= t.day_begin and k.answered_at < t.day_end""")
            .collect(Collectors.joining(" union all "));

    private static final String ARCHIVED = """
            select a.ledger_month from ledger_archive a where a.state = 'ARCHIVED' and not exists
                (select 1 from ledger_archive l where l.ledger_month = a.ledger_month and l.turn > a.turn)""";

    private static final String CHECKS = """
            select k.id, k.prescription_id, k.asked_at from ledger_check k where k.asked_at < :before%s
            order by k.asked_at, k.id fetch first :most rows only""";

    private static final String ADD_LOOKED_AT = """
            insert into claim_check_looked_at (id, asked_at, check_id) values (1, :askedAt, :checkId)
            on conflict do nothing""";

    private static final String LOOKED_AT = """
            update claim_check_looked_at set asked_at = :askedAt, check_id = :checkId
            where (asked_at, check_id) < (:askedAt, :checkId)""";

    /** The same on every node, as for claims. */
    private static final Comparator<Decision> ORDER =
            Comparator.comparing(Decision::claim, Comparator.comparing(ClaimId::value));

    private final Transactions transactions;
    private final KeyRing keys;

    public HibernateClaims(Transactions transactions, KeyRing keys) {
        this.transactions = transactions;
        this.keys = keys;
    }

    /** The claims as one transaction sees them, which a failure ends as it comes. */
    public static ClaimStore within(StatelessSession session, KeyRing keys) {
        return new HibernateClaims(Transactions.within(session), keys);
    }

    @Override
    public Added add(List<StatedClaim> claims, Authorship by) {
        return claims.isEmpty()
                ? new Added(List.of(), List.of())
                : asked(session -> add(
                        session,
                        claims,
                        NewClaim.each(claims, keys.numberHashing(session), new TimeOrderedIds(by.at())),
                        by));
    }

    /** What is new is examined as it is in hand: only what was there already is read. */
    private static Added add(
            StatelessSession session, List<StatedClaim> claims, List<NewClaim> candidates, Authorship by) {
        int count = ManyRows.change(
                session,
                ADD_CLAIMS,
                by.at().atOffset(ZoneOffset.UTC),
                by.officer().organisation().value(),
                by.officer().user().value(),
                Column.of("uuid", candidates, each -> each.id().value()),
                Column.of(
                        "text", candidates, each -> each.claim().prescription().inTheClear()),
                Column.of(
                        "text", candidates, each -> each.claim().organisation().value()),
                Column.of("text", candidates, each -> each.claim().exemption().code()),
                Column.of("timestamptz", candidates, each -> each.claim()
                        .claimedAt()
                        .atOffset(ZoneOffset.UTC)),
                Column.ofBytes(candidates, NewClaim::hash),
                Column.ofBytes(candidates, NewClaim::earlierHash));
        List<ClaimRow> others = others(session, candidates);
        Set<Claim> onRecord = others.stream().map(ClaimRow::claim).collect(Collectors.toSet());
        List<ClaimRow> rows = candidates.stream()
                .filter(each -> !onRecord.contains(each.claim()))
                .map(NewClaim::row)
                .toList();
        if (rows.size() != count) {
            throw new IllegalStateException("a claim that was just added is not there");
        }
        Set<Claim> added = rows.stream().map(ClaimRow::claim).collect(Collectors.toCollection(HashSet::new));
        return new Added(
                // Taken out: the same claim once more in this list is there already.
                claims.stream().map(stated -> added.remove(stated.claim())).toList(),
                examine(session, Stream.concat(rows.stream(), others.stream()).toList()));
    }

    /** The claims for the same prescriptions that are not among these: of most prescriptions there is none. */
    private static List<ClaimRow> others(StatelessSession session, List<NewClaim> candidates) {
        Set<UUID> these = candidates.stream().map(each -> each.id().value()).collect(Collectors.toSet());
        List<String> claimedBefore = ManyRows.find(
                        session,
                        IDS,
                        row -> these.contains(row.getObject("id", UUID.class)) ? "" : row.getString("prescription_id"),
                        prescriptions(candidates.stream().map(NewClaim::claim)))
                .stream()
                .filter(prescription -> !prescription.isEmpty())
                .distinct()
                .toList();
        return claims(session, claimedBefore).stream()
                .filter(row -> !these.contains(row.id().value()))
                .toList();
    }

    private static List<ClaimRow> claims(StatelessSession session, List<String> prescriptions) {
        return prescriptions.isEmpty()
                ? List.of()
                : ClaimRow.read(session.createNativeQuery(CLAIMS, Tuple.class)
                        .setParameter("prescriptions", prescriptions.toArray(String[]::new)));
    }

    /** The prescriptions of these claims, each once. */
    private static Column prescriptions(Stream<Claim> claims) {
        return new Column(
                "text",
                claims.map(claim -> claim.prescription().inTheClear())
                        .distinct()
                        .toList());
    }

    @Override
    public List<KeptClaim> examine(Collection<PrescriptionId> prescriptions) {
        return asked(session -> examine(
                session,
                claims(
                        session,
                        prescriptions.stream().map(PrescriptionId::inTheClear).toList())));
    }

    private static List<KeptClaim> examine(StatelessSession session, List<ClaimRow> claims) {
        if (claims.isEmpty()) {
            return List.of();
        }
        Map<PrescriptionId, List<GivenAnswer>> answers = ManyRows.find(
                        session,
                        ANSWERS,
                        HibernateClaims::answer,
                        prescriptions(claims.stream().map(ClaimRow::claim)))
                .stream()
                .collect(Collectors.groupingBy(GivenAnswer::prescription));
        Map<Bytes, List<GivenAnswer>> findings = findings(session, claims, answers.keySet());
        return claims.stream()
                .map(row -> new KeptClaim(
                        row.id(),
                        new ExaminedClaim(
                                row.claim(),
                                answers.getOrDefault(row.claim().prescription(), List.of()),
                                row.patient().stream()
                                        .flatMap(hash -> findings.getOrDefault(hash, List.of()).stream())
                                        .toList()),
                        row.last()))
                .toList();
    }

    /** Only for claims whose verdict can hang on it: those of a confirmed exemption, for a prescription that was never checked. */
    private static Map<Bytes, List<GivenAnswer>> findings(
            StatelessSession session, List<ClaimRow> claims, Set<PrescriptionId> checked) {
        List<Sought> sought = claims.stream()
                .filter(row -> row.claim().exemption().isConfirmation())
                .filter(row -> !checked.contains(row.claim().prescription()))
                .flatMap(row -> row.patient().stream()
                        .map(number -> new Sought(
                                number, row.claim().organisation(), row.claim().day())))
                .distinct()
                .toList();
        if (sought.isEmpty()) {
            return Map.of();
        }
        Column numbers = Column.ofBytes(sought, each -> Optional.of(each.number()));
        Column organisations =
                Column.of("text", sought, each -> each.organisation().value());
        Column begins = moments(sought, EnglishDay::begin);
        Column ends = moments(sought, EnglishDay::end);
        return ManyRows.find(
                        session,
                        FINDINGS,
                        Finding::of,
                        numbers,
                        organisations,
                        begins,
                        ends,
                        numbers,
                        organisations,
                        begins,
                        ends)
                .stream()
                .collect(Collectors.groupingBy(
                        Finding::number, Collectors.mapping(Finding::answer, Collectors.toList())));
    }

    private static Column moments(List<Sought> sought, Function<LocalDate, Instant> moment) {
        return Column.of("timestamptz", sought, each -> moment.apply(each.day()).atOffset(ZoneOffset.UTC));
    }

    /** Whose answers are looked for, that one organisation was given on one day. */
    private record Sought(Bytes number, OdsCode organisation, LocalDate day) {}

    /** An answer, and the hash of the number by which it was looked for. */
    private record Finding(GivenAnswer answer, Bytes number) {

        static Finding of(ResultSet row) throws SQLException {
            return new Finding(HibernateClaims.answer(row), Bytes.of(row.getBytes("number_hash")));
        }
    }

    private static GivenAnswer answer(ResultSet row) throws SQLException {
        return new GivenAnswer(
                new CheckId(row.getObject("id", UUID.class)),
                new PrescriptionId(row.getString("prescription_id")),
                new OdsCode(row.getString("ods_code")),
                row.getObject("answered_at", OffsetDateTime.class).toInstant(),
                Optional.<String>ofNullable(row.getString("disclosed_code")).map(ClaimedExemption::new));
    }

    @Override
    public void keep(List<Decision> decisions) {
        if (!decisions.isEmpty()) {
            List<Decision> ordered = decisions.stream().sorted(ORDER).toList();
            asked(session -> ManyRows.change(
                    session,
                    ADD_VERDICTS,
                    Column.of("uuid", ordered, each -> each.claim().value()),
                    Column.of("int4", ordered, Decision::number),
                    Column.of("text", ordered, each -> VerdictWords.VERDICT.word(each.verdict())),
                    Column.of("timestamptz", ordered, each -> each.at().atOffset(ZoneOffset.UTC))));
        }
    }

    @Override
    public Set<YearMonth> archivedMonths() {
        return asked(session -> session.createNativeQuery(ARCHIVED, String.class).getResultList().stream()
                .map(Moments::parseMonth)
                .map(Optional::orElseThrow)
                .collect(Collectors.toUnmodifiableSet()));
    }

    @Override
    public Optional<CheckCursor> lookedAt() {
        return asked(session -> session.createNativeQuery(
                        "select l.asked_at, l.check_id from claim_check_looked_at l", Tuple.class)
                .addScalar("asked_at", Instant.class)
                .addScalar("check_id", UUID.class)
                .uniqueResultOptional()
                .map(row -> new CheckCursor(
                        row.get("asked_at", Instant.class), new CheckId(row.get("check_id", UUID.class)))));
    }

    @Override
    public List<CheckedPrescription> checks(Optional<CheckCursor> after, Instant before, int most) {
        return asked(session -> {
            NativeQuery<Tuple> query = session.createNativeQuery(
                            CHECKS.formatted(after.isPresent() ? " and (k.asked_at, k.id) > (:askedAt, :id)" : ""),
                            Tuple.class)
                    .setParameter("before", before, Instant.class)
                    .setParameter("most", most);
            after.ifPresent(last -> query.setParameter("askedAt", last.askedAt(), Instant.class)
                    .setParameter("id", last.id().value()));
            return query
                    .addScalar("id", UUID.class)
                    .addScalar("prescription_id", String.class)
                    .addScalar("asked_at", Instant.class)
                    .getResultList()
                    .stream()
                    .map(row -> new CheckedPrescription(
                            new CheckCursor(row.get("asked_at", Instant.class), new CheckId(row.get("id", UUID.class))),
                            new PrescriptionId(row.get("prescription_id", String.class))))
                    .toList();
        });
    }

    @Override
    public void lookedAt(CheckCursor last) {
        asked(session -> Stream.of(ADD_LOOKED_AT, LOOKED_AT)
                .mapToInt(statement -> session.createNativeMutationQuery(statement)
                        .setParameter("askedAt", last.askedAt(), Instant.class)
                        .setParameter("checkId", last.id().value())
                        .executeUpdate())
                .sum());
    }

    private <T> T asked(Function<StatelessSession, T> work) {
        try {
            return transactions.inTransaction(Patience.IMPORT, work);
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }
}
