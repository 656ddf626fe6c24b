package uk.nhs.rtec.persistence.claim;

import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.ExportExtent;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.claim.ClaimQuery;
import uk.nhs.rtec.application.claim.ExportedClaim;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** Claims for exports read from their rows as they stood at the moment up to which an export goes, newest first. */
public final class HibernateExportedClaims implements ExportSource<ClaimQuery, ExportedClaim> {

    /** What stood then: neither a later claim nor a later verdict takes the place of what the first download had. */
    private static final String STANDING = """
             from claim c join claim_verdict v on v.claim_id = c.id
            where c.taken_in_at < :upTo and v.decided_at < :upTo
            and not exists (select 1 from claim_verdict n
                where n.claim_id = v.claim_id and n.verdict_number > v.verdict_number and n.decided_at < :upTo)
            and not exists (select 1 from claim l
                where l.prescription_id = c.prescription_id and l.ods_code = c.ods_code and l.taken_in_at < :upTo
                and (l.claimed_at, l.taken_in_at, l.id) > (c.claimed_at, c.taken_in_at, c.id))""";

    private final Store store;

    public HibernateExportedClaims(Store store) {
        this.store = store;
    }

    /** What is asked of the rows, and with what. */
    private record Asked(StringBuilder sql, Map<String, Object> values) {

        static Asked of(ClaimQuery query, Instant upTo) {
            Asked asked = new Asked(new StringBuilder(STANDING), new HashMap<>(Map.of("upTo", upTo)));
            query.prescription()
                    .ifPresent(id -> asked.and("c.prescription_id = :prescription", "prescription", id.inTheClear()));
            query.organisation()
                    .ifPresent(code -> asked.and("c.ods_code = :organisation", "organisation", code.value()));
            query.verdict()
                    .ifPresent(verdict ->
                            asked.and("v.verdict = :verdict", "verdict", VerdictWords.VERDICT.word(verdict)));
            query.from().ifPresent(from -> asked.and("c.claimed_at >= :from", "from", from));
            query.to().ifPresent(to -> asked.and("c.claimed_at < :to", "to", to));
            return asked;
        }

        Asked after(ExportedClaim last) {
            and(
                    "(c.claimed_at, c.id) < (:claimedAt, :id)",
                    "claimedAt",
                    last.claim().claimedAt());
            values.put("id", last.id().value());
            return this;
        }

        <T> NativeQuery<T> in(StatelessSession session, String before, String afterwards, Class<T> type) {
            NativeQuery<T> query = session.createNativeQuery(before + sql + afterwards, type);
            values.forEach(query::setParameter);
            return query;
        }

        private void and(String clause, String name, Object value) {
            sql.append(" and ").append(clause);
            values.put(name, value);
        }
    }

    @Override
    public ExportExtent extent(ClaimQuery query, Instant upTo) {
        return read(session -> ExportExtent.of(Asked.of(query, upTo)
                .in(
                        session,
                        "select count(*) from (select c.id",
                        " fetch first " + (CheckPage.COUNTED_TO + 1) + " rows only) counted",
                        Long.class)
                .getSingleResult()
                .intValue()));
    }

    @Override
    public List<ExportedClaim> page(ClaimQuery query, Instant upTo, Optional<ExportedClaim> after, int most) {
        Asked asked = Asked.of(query, upTo);
        after.ifPresent(asked::after);
        return read(session -> ClaimRow.read(asked.in(
                        session,
                        "select " + ClaimRow.COLUMNS,
                        " order by c.claimed_at desc, c.id desc fetch first " + most + " rows only",
                        Tuple.class))
                .stream()
                .map(row -> new ExportedClaim(row.id(), row.claim(), row.last().orElseThrow()))
                .toList());
    }

    private <T> T read(Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(Patience.SEARCH, work);
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }
}
