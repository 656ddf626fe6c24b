package uk.nhs.rtec.application.claim;

import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.domain.EnglishDay;
import uk.nhs.rtec.domain.requester.Officer;

/** Where officers look claims up, by days that are days in England; each look is put on record first. */
public final class ClaimDesk implements ReadClaims {

    private final ClaimRecords records;
    private final AccessRecords accesses;
    private final InstantSource clock;

    public ClaimDesk(ClaimRecords records, AccessRecords accesses, InstantSource clock) {
        this.records = records;
        this.accesses = accesses;
        this.clock = clock;
    }

    @Override
    public ClaimPage search(Officer officer, ClaimQuery query) {
        accesses.add(access(AccessKind.CLAIM_SEARCH, officer, conditionsOf(query)));
        return records.find(query);
    }

    @Override
    public List<ClaimSummary> summary(Officer officer, LocalDate from, LocalDate to) {
        accesses.add(access(AccessKind.CLAIM_SUMMARY, officer, Set.of("from", "to")));
        return records.summary(EnglishDay.begin(from), EnglishDay.end(to));
    }

    /** Nobody is asked for a reason here. */
    private AccessToHistory access(AccessKind kind, Officer officer, Set<String> conditions) {
        return new AccessToHistory(
                kind,
                officer,
                Optional.empty(),
                conditions,
                Optional.empty(),
                Optional.empty(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
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
