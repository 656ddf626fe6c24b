package uk.nhs.rtec.application.covid;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessWitness;
import uk.nhs.rtec.domain.requester.Officer;

/** Looks, and puts each look on record before it is told what was seen. */
public final class CovidAttemptReading implements ReadCovidAttempts {

    private final CovidAttemptHistory attempts;
    private final AccessWitness witness;

    public CovidAttemptReading(CovidAttemptHistory attempts, AccessRecords accesses, InstantSource clock) {
        this.attempts = attempts;
        this.witness = new AccessWitness(accesses, clock);
    }

    @Override
    public AttemptPage search(Officer officer, String reason, AttemptQuery query) {
        return witness.look(
                witness.attempt(AccessKind.COVID_ATTEMPT_SEARCH, officer)
                        .because(reason)
                        .by(conditionsOf(query)),
                () -> attempts.find(query));
    }

    private static Set<String> conditionsOf(AttemptQuery query) {
        Set<String> conditions = new HashSet<>();
        query.app().ifPresent(condition -> conditions.add("app"));
        query.nhsNumber().ifPresent(condition -> conditions.add("nhsNumber"));
        query.from().ifPresent(condition -> conditions.add("from"));
        query.to().ifPresent(condition -> conditions.add("to"));
        return conditions;
    }
}
