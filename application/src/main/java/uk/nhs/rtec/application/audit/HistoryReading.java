package uk.nhs.rtec.application.audit;

import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.requester.Officer;

/** Looks, and puts each look on record before it is told what was seen. */
public final class HistoryReading implements ReadHistory {

    private final CheckHistory history;
    private final AccessWitness witness;

    public HistoryReading(CheckHistory history, AccessRecords accesses, InstantSource clock) {
        this.history = history;
        this.witness = new AccessWitness(accesses, clock);
    }

    @Override
    public CheckPage search(Officer auditor, String reason, CheckQuery query) {
        return witness.look(
                witness.attempt(AccessKind.CHECK_SEARCH, auditor)
                        .because(reason)
                        .by(conditionsOf(query)),
                () -> history.find(query));
    }

    @Override
    public Optional<KeptCheck> view(Officer auditor, CheckId id) {
        return witness.find(
                witness.attempt(AccessKind.CHECK_VIEW, auditor).about(AccessSubject.of(id)), () -> history.check(id));
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
