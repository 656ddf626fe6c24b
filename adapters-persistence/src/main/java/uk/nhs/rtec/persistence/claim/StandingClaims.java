package uk.nhs.rtec.persistence.claim;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.StatelessSession;
import org.hibernate.query.NativeQuery;
import uk.nhs.rtec.application.claim.ClaimQuery;

/**
 * Asks for the claims c that stand, with the verdict v that counts: of each organisation for each prescription the last claim, of two of one
 * moment the one taken in last, and on it the last verdict.
 */
final class StandingClaims {

    private final StringBuilder sql;
    private final Map<String, Object> values = new HashMap<>();

    /**
     * Those that stand now, or stood at a moment.
     *
     * @param upTo then neither a claim nor a verdict from this moment on takes the place of what was there before
     */
    private StandingClaims(Optional<Instant> upTo) {
        upTo.ifPresent(moment -> values.put("upTo", moment));
        sql = new StringBuilder("""
                 from claim c join claim_verdict v on v.claim_id = c.id
                where not exists (select 1 from claim_verdict n
                    where n.claim_id = v.claim_id and n.verdict_number > v.verdict_number%s)
                and not exists (select 1 from claim l
                    where l.prescription_id = c.prescription_id and l.ods_code = c.ods_code
                    and (l.claimed_at, l.taken_in_at, l.id) > (c.claimed_at, c.taken_in_at, c.id)%s)%s""".formatted(
                        upTo.isPresent() ? " and n.decided_at < :upTo" : "",
                        upTo.isPresent() ? " and l.taken_in_at < :upTo" : "",
                        upTo.isPresent() ? " and c.taken_in_at < :upTo and v.decided_at < :upTo" : ""));
    }

    /** Those that stand now. */
    static StandingClaims now() {
        return new StandingClaims(Optional.empty());
    }

    /** Those that stood at a moment. */
    static StandingClaims at(Instant upTo) {
        return new StandingClaims(Optional.of(upTo));
    }

    /** Of them those that meet every condition; how many, and where they begin, is the asker's. */
    StandingClaims meeting(ClaimQuery query) {
        query.prescription().ifPresent(id -> and("c.prescription_id = :prescription", "prescription", id.inTheClear()));
        query.organisation().ifPresent(code -> and("c.ods_code = :organisation", "organisation", code.value()));
        query.verdict()
                .ifPresent(verdict -> and("v.verdict = :verdict", "verdict", VerdictWords.VERDICT.word(verdict)));
        query.from().ifPresent(this::claimedFrom);
        query.to().ifPresent(this::claimedBefore);
        return this;
    }

    StandingClaims claimedFrom(Instant from) {
        return and("c.claimed_at >= :from", "from", from);
    }

    StandingClaims claimedBefore(Instant to) {
        return and("c.claimed_at < :to", "to", to);
    }

    /** Those that come after this one when the newest comes first. */
    StandingClaims after(Instant claimedAt, UUID id) {
        values.put("lastId", id);
        return and("(c.claimed_at, c.id) < (:lastClaimedAt, :lastId)", "lastClaimedAt", claimedAt);
    }

    /** The query that reads them. */
    <T> NativeQuery<T> in(StatelessSession session, String before, String afterwards, Class<T> type) {
        NativeQuery<T> query = session.createNativeQuery(before + sql + afterwards, type);
        values.forEach(query::setParameter);
        return query;
    }

    private StandingClaims and(String clause, String name, Object value) {
        sql.append(" and ").append(clause);
        values.put(name, value);
        return this;
    }
}
