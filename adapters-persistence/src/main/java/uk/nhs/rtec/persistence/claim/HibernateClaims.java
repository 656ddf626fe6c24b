package uk.nhs.rtec.persistence.claim;

import jakarta.persistence.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.query.NativeQuery;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.claim.ClaimId;
import uk.nhs.rtec.application.claim.ClaimStore;
import uk.nhs.rtec.application.claim.Decision;
import uk.nhs.rtec.application.claim.KeptClaim;
import uk.nhs.rtec.application.register.Authorship;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.OpenCheck;
import uk.nhs.rtec.domain.claim.Claim;
import uk.nhs.rtec.domain.claim.ClaimedExemption;
import uk.nhs.rtec.domain.claim.ExaminedClaim;
import uk.nhs.rtec.domain.claim.GivenAnswer;
import uk.nhs.rtec.domain.claim.StatedClaim;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.ledger.KeyRing;

/** Claims beside the ledger's rows: whatever is asked of many claims is one query for all of them. */
public final class HibernateClaims implements ClaimStore {

    private static final String ADD_CLAIM = """
            insert into claim (id, prescription_id, ods_code, charge_exemption, claimed_at, number_hash, earlier_number_hash,
                taken_in_at, taken_in_by_organisation, taken_in_by_user)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String ADD_VERDICT = """
            insert into claim_verdict (claim_id, verdict_number, verdict, decided_at)
            values (?, ?, ?, ?) on conflict do nothing""";

    private static final String CLAIMS = "select " + ClaimRow.COLUMNS + """
             from claim c left join claim_verdict v on v.claim_id = c.id and not exists
                (select 1 from claim_verdict n where n.claim_id = v.claim_id and n.verdict_number > v.verdict_number)
            where c.prescription_id in (:prescriptions) order by c.id""";

    private static final String ANSWERS = """
            select k.id, k.prescription_id, k.ods_code, k.answered_at, k.disclosed_code, cast(null as bytea) as number_hash
            from ledger_check k where k.prescription_id in (:prescriptions)""";

    /** Two look-ups, each by its own index. */
    private static final String FINDINGS = """
            select k.id, k.prescription_id, k.ods_code, k.answered_at, k.disclosed_code, k.stated_number_hash as number_hash
            from ledger_check k where k.stated_number_hash in (:numbers) and k.outcome = 'EXEMPTION_FOUND'
            union all
            select k.id, k.prescription_id, k.ods_code, k.answered_at, k.disclosed_code, k.traced_number_hash as number_hash
            from ledger_check k where k.traced_number_hash in (:numbers) and k.outcome = 'EXEMPTION_FOUND'""";

    private static final String CHECKS = """
            select k.id, k.prescription_id, k.asked_at from ledger_check k where k.asked_at < :before%s
            order by k.asked_at, k.id fetch first :most rows only""";

    private static final String ADD_LOOKED_AT = """
            insert into claim_check_looked_at (id, asked_at, check_id) values (1, :askedAt, :checkId)
            on conflict do nothing""";

    private static final String LOOKED_AT = """
            update claim_check_looked_at set asked_at = :askedAt, check_id = :checkId
            where (asked_at, check_id) < (:askedAt, :checkId)""";

    private final Transactions transactions;
    private final KeyRing keys;

    public HibernateClaims(Store store, KeyRing keys) {
        this(keys, new Transactions() {
            @Override
            public <T> T with(Patience patience, Function<StatelessSession, T> work) {
                return store.inTransaction(patience, work);
            }
        });
    }

    private HibernateClaims(KeyRing keys, Transactions transactions) {
        this.keys = keys;
        this.transactions = transactions;
    }

    /** The claims as one transaction sees them, which a failure ends as it comes. */
    public static ClaimStore within(StatelessSession session, KeyRing keys) {
        return new HibernateClaims(keys, new Transactions() {
            @Override
            public <T> T with(Patience patience, Function<StatelessSession, T> work) {
                return work.apply(session);
            }
        });
    }

    @Override
    public List<Boolean> add(List<StatedClaim> claims, Authorship by) {
        return claims.isEmpty() ? List.of() : asked(session -> add(session, claims, by));
    }

    /** In one order on every node, so that two that bring the same never wait for each other in a circle. */
    private List<Boolean> add(StatelessSession session, List<StatedClaim> claims, Authorship by) {
        Map<YearMonth, Function<NhsNumber, byte[]>> hashing = keys.numberHashing(session);
        List<Integer> order = IntStream.range(0, claims.size())
                .boxed()
                .sorted(Comparator.comparing((Integer place) -> keyOf(claims.get(place)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
        int[] added = batch(session, ADD_CLAIM, statement -> {
            for (int place : order) {
                addTo(statement, claims.get(place), hashing, by);
            }
        });
        List<Boolean> taken =
                new ArrayList<>(claims.stream().map(claim -> false).toList());
        IntStream.range(0, added.length).forEach(i -> taken.set(order.get(i), added[i] == 1));
        return taken;
    }

    private static String keyOf(StatedClaim stated) {
        Claim claim = stated.claim();
        return String.join(
                " ",
                claim.prescription().inTheClear(),
                claim.organisation().value(),
                claim.claimedAt().toString(),
                claim.exemption().code());
    }

    private static void addTo(
            PreparedStatement statement,
            StatedClaim stated,
            Map<YearMonth, Function<NhsNumber, byte[]>> hashing,
            Authorship by)
            throws SQLException {
        Claim claim = stated.claim();
        Instant begin = claim.day().atStartOfDay(OpenCheck.ENGLAND).toInstant();
        Instant end = claim.day()
                .plusDays(1)
                .atStartOfDay(OpenCheck.ENGLAND)
                .toInstant()
                .minusSeconds(1);
        YearMonth month = Moments.monthOf(end);
        YearMonth earlier = Moments.monthOf(begin);
        statement.setObject(1, UUID.randomUUID());
        statement.setString(2, claim.prescription().inTheClear());
        statement.setString(3, claim.organisation().value());
        statement.setString(4, claim.exemption().code());
        statement.setObject(5, claim.claimedAt().atOffset(ZoneOffset.UTC));
        statement.setBytes(6, hash(stated, hashing.get(month)));
        statement.setBytes(7, earlier.equals(month) ? null : hash(stated, hashing.get(earlier)));
        statement.setObject(8, by.at().atOffset(ZoneOffset.UTC));
        statement.setString(9, by.officer().organisation().value());
        statement.setString(10, by.officer().user().value());
        statement.addBatch();
    }

    /** Nothing for a month without keys: there is no check of it that could be found. */
    private static byte @Nullable [] hash(StatedClaim stated, @Nullable Function<NhsNumber, byte[]> hashing) {
        return hashing == null ? null : stated.patient().map(hashing).orElse(null);
    }

    @Override
    public List<KeptClaim> examine(Collection<PrescriptionId> prescriptions) {
        return prescriptions.isEmpty() ? List.of() : asked(session -> examine(session, prescriptions));
    }

    private static List<KeptClaim> examine(StatelessSession session, Collection<PrescriptionId> prescriptions) {
        List<String> ids =
                prescriptions.stream().map(PrescriptionId::inTheClear).toList();
        List<ClaimRow> claims =
                ClaimRow.read(session.createNativeQuery(CLAIMS, Tuple.class).setParameterList("prescriptions", ids));
        Map<PrescriptionId, List<GivenAnswer>> answers = answers(
                        session.createNativeQuery(ANSWERS, Tuple.class).setParameterList("prescriptions", ids))
                .map(HashedAnswer::answer)
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
        List<byte[]> numbers = claims.stream()
                .filter(row -> row.claim().exemption().isConfirmation())
                .filter(row -> !checked.contains(row.claim().prescription()))
                .flatMap(row -> row.patient().stream())
                .distinct()
                .map(Bytes::toArray)
                .toList();
        return numbers.isEmpty()
                ? Map.of()
                : answers(session.createNativeQuery(FINDINGS, Tuple.class)
                                .setParameterList("numbers", numbers, byte[].class))
                        .collect(Collectors.groupingBy(
                                found -> found.number().orElseThrow(),
                                Collectors.mapping(HashedAnswer::answer, Collectors.toList())));
    }

    private static Stream<HashedAnswer> answers(NativeQuery<Tuple> query) {
        return query
                .addScalar("id", UUID.class)
                .addScalar("prescription_id", String.class)
                .addScalar("ods_code", String.class)
                .addScalar("answered_at", Instant.class)
                .addScalar("disclosed_code", String.class)
                .addScalar("number_hash", byte[].class)
                .getResultList()
                .stream()
                .map(HashedAnswer::of);
    }

    /** An answer, and the hash of the number by which it was looked for. */
    private record HashedAnswer(GivenAnswer answer, Optional<Bytes> number) {

        static HashedAnswer of(Tuple row) {
            return new HashedAnswer(
                    new GivenAnswer(
                            new CheckId(row.get("id", UUID.class)),
                            new PrescriptionId(row.get("prescription_id", String.class)),
                            new OdsCode(row.get("ods_code", String.class)),
                            row.get("answered_at", Instant.class),
                            Optional.<String>ofNullable(row.get("disclosed_code", String.class))
                                    .map(ClaimedExemption::new)),
                    Optional.<byte[]>ofNullable(row.get("number_hash", byte[].class))
                            .map(Bytes::of));
        }
    }

    @Override
    public void keep(List<Decision> decisions) {
        if (!decisions.isEmpty()) {
            asked(session -> batch(session, ADD_VERDICT, statement -> {
                for (Decision decision : inOneOrder(decisions)) {
                    statement.setObject(1, decision.claim().value());
                    statement.setInt(2, decision.number());
                    statement.setString(3, VerdictWords.VERDICT.word(decision.verdict()));
                    statement.setObject(4, decision.at().atOffset(ZoneOffset.UTC));
                    statement.addBatch();
                }
            }));
        }
    }

    private static List<Decision> inOneOrder(List<Decision> decisions) {
        return decisions.stream()
                .sorted(Comparator.comparing(Decision::claim, Comparator.comparing(ClaimId::value)))
                .toList();
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

    /** How many rows each of many statements changed, which go to the database together. */
    private static int[] batch(StatelessSession session, String sql, Rows rows) {
        int seconds = ((SharedSessionContractImplementor) session)
                .getJdbcCoordinator()
                .determineRemainingTransactionTimeOutPeriod();
        return session.doReturningWork((Connection connection) -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setQueryTimeout(Math.max(0, seconds));
                rows.addTo(statement);
                return statement.executeBatch();
            }
        });
    }

    /** The rows that a batch is to add. */
    @FunctionalInterface
    private interface Rows {
        void addTo(PreparedStatement statement) throws SQLException;
    }

    private <T> T asked(Function<StatelessSession, T> work) {
        try {
            return transactions.with(Patience.IMPORT, work);
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }
}
