package uk.nhs.rtec.application.audit;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.requester.Officer;

/** Puts each look on record, then looks. */
public final class HistoryReading implements ReadHistory {

    private final CheckHistory history;
    private final AccessRecords accesses;
    private final InstantSource clock;

    public HistoryReading(CheckHistory history, AccessRecords accesses, InstantSource clock) {
        this.history = history;
        this.accesses = accesses;
        this.clock = clock;
    }

    @Override
    public CheckPage search(Officer auditor, String reason, CheckQuery query) {
        accesses.add(
                access(AccessKind.CHECK_SEARCH, auditor, Optional.of(reason), conditionsOf(query), Optional.empty()));
        return history.find(query);
    }

    @Override
    public Optional<KeptCheck> view(Officer auditor, CheckId id) {
        accesses.add(access(AccessKind.CHECK_VIEW, auditor, Optional.empty(), Set.of(), Optional.of(id)));
        return history.check(id);
    }

    private AccessToHistory access(
            AccessKind kind,
            Officer auditor,
            Optional<String> reason,
            Set<String> conditions,
            Optional<CheckId> check) {
        return new AccessToHistory(
                kind,
                auditor,
                reason,
                conditions,
                check,
                Optional.empty(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Set<String> conditionsOf(CheckQuery query) {
        Set<String> conditions = new LinkedHashSet<>();
        query.prescription().ifPresent(condition -> conditions.add("prescriptionId"));
        query.nhsNumber().ifPresent(condition -> conditions.add("nhsNumber"));
        query.person().ifPresent(condition -> conditions.addAll(Set.of("surname", "dateOfBirth")));
        query.postcode().ifPresent(condition -> conditions.add("postcode"));
        query.organisation().ifPresent(condition -> conditions.add("odsCode"));
        query.practitioner().ifPresent(condition -> conditions.add("userId"));
        query.system().ifPresent(condition -> conditions.add("asid"));
        query.from().ifPresent(condition -> conditions.add("from"));
        query.to().ifPresent(condition -> conditions.add("to"));
        query.outcome().ifPresent(condition -> conditions.add("outcome"));
        query.reason().ifPresent(condition -> conditions.add("outcomeReason"));
        query.disclosed().ifPresent(condition -> conditions.add("type"));
        query.category().ifPresent(condition -> conditions.add("category"));
        return conditions;
    }
}
