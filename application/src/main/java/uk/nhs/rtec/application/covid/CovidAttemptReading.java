package uk.nhs.rtec.application.covid;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.domain.requester.Officer;

/** Puts each look on record, then looks. */
public final class CovidAttemptReading implements ReadCovidAttempts {

    private final CovidAttemptHistory attempts;
    private final AccessRecords accesses;
    private final InstantSource clock;

    public CovidAttemptReading(CovidAttemptHistory attempts, AccessRecords accesses, InstantSource clock) {
        this.attempts = attempts;
        this.accesses = accesses;
        this.clock = clock;
    }

    @Override
    public AttemptPage search(Officer officer, String reason, AttemptQuery query) {
        accesses.add(new AccessToHistory(
                AccessKind.COVID_ATTEMPT_SEARCH,
                officer,
                Optional.of(reason),
                conditionsOf(query),
                Optional.empty(),
                Optional.empty(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        return attempts.find(query);
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
