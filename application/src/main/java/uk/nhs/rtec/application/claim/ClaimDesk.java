package uk.nhs.rtec.application.claim;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessWitness;
import uk.nhs.rtec.domain.check.EnglishDay;
import uk.nhs.rtec.domain.requester.Officer;

/** Where officers look claims up, by days that are days in England; each look is on record before it is told what was seen. */
public final class ClaimDesk implements ReadClaims {

    private final ClaimRecords records;
    private final AccessWitness witness;

    public ClaimDesk(ClaimRecords records, AccessRecords accesses, InstantSource clock) {
        this.records = records;
        this.witness = new AccessWitness(accesses, clock);
    }

    /** Nobody is asked for a reason here. */
    @Override
    public ClaimPage search(Officer officer, ClaimQuery query) {
        return witness.look(
                witness.attempt(AccessKind.CLAIM_SEARCH, officer).by(conditionsOf(query)), () -> records.find(query));
    }

    /** Nor here. */
    @Override
    public List<ClaimSummary> summary(Officer officer, LocalDate from, LocalDate to) {
        return witness.look(
                witness.attempt(AccessKind.CLAIM_SUMMARY, officer).by(Set.of("from", "to")),
                () -> records.summary(EnglishDay.begin(from), EnglishDay.end(to)));
    }

    private static Set<String> conditionsOf(ClaimQuery query) {
        Set<String> conditions = new HashSet<>();
        query.prescription().ifPresent(condition -> conditions.add("prescriptionId"));
        query.organisation().ifPresent(condition -> conditions.add("odsCode"));
        query.verdict().ifPresent(condition -> conditions.add("verdict"));
        query.from().ifPresent(condition -> conditions.add("from"));
        query.to().ifPresent(condition -> conditions.add("to"));
        return conditions;
    }
}
