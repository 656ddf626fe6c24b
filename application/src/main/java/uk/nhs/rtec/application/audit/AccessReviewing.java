package uk.nhs.rtec.application.audit;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** Lets governance look and say what came of it, and puts that on record before anything is told. */
public final class AccessReviewing implements ReviewAccesses {

    private final AccessLog log;
    private final AccessAlerts alerts;
    private final Function<ExportId, Optional<Export>> exports;
    private final AccessWitness witness;

    /**
     * A review of these accesses.
     *
     * @param exports tells of an export that an access was about
     */
    public AccessReviewing(
            AccessLog log,
            AccessAlerts alerts,
            Function<ExportId, Optional<Export>> exports,
            AccessRecords records,
            InstantSource clock) {
        this.log = log;
        this.alerts = alerts;
        this.exports = exports;
        this.witness = new AccessWitness(records, clock);
    }

    @Override
    public AccessPage accesses(Officer officer, String reason, AccessQuery query) {
        AccessToHistory attempt = witness.attempt(AccessKind.ACCESS_LOG_SEARCH, officer)
                .because(reason)
                .by(conditionsOf(query))
                .about(query.check().map(AccessSubject::of).orElse(AccessSubject.NONE));
        return witness.look(attempt, () -> log.find(query));
    }

    @Override
    public AlertPage alerts(Officer officer, String reason, AlertQuery query) {
        return witness.look(
                witness.attempt(AccessKind.ACCESS_ALERT_SEARCH, officer)
                        .because(reason)
                        .by(conditionsOf(query)),
                () -> alerts.find(query));
    }

    @Override
    public Closing close(Officer officer, AccessId id, AlertFinding finding, String note) {
        AccessToHistory attempt = witness.attempt(AccessKind.ALERT_CLOSURE, officer);
        Optional<AccessAlert> alert = alerts.alert(id);
        if (alert.isEmpty()) {
            witness.ended(attempt.about(AccessSubject.NONE.with(id)), AccessOutcome.NOT_FOUND);
            return Closing.UNKNOWN;
        }
        AccessToHistory reviewed = alert.get().access().access();
        return close(
                reviewed,
                new AlertClosure(id, finding, note, officer, attempt.at()),
                attempt.about(reviewed.about().with(id)));
    }

    private Closing close(AccessToHistory reviewed, AlertClosure closure, AccessToHistory attempt) {
        // By the person alone: nobody is two people for working at two places. Who asked for an export does not judge
        // that it was approved.
        SdsUserId reviewer = closure.officer().user();
        boolean isOwn = reviewed.auditor().user().equals(reviewer)
                || reviewed.export()
                        .map(ExportId::new)
                        .flatMap(exports)
                        .filter(export -> export.request().requester().user().equals(reviewer))
                        .isPresent();
        if (!isOwn && alerts.close(closure, attempt.ended(AccessOutcome.SUCCEEDED))) {
            return Closing.CLOSED;
        }
        witness.ended(attempt, AccessOutcome.REFUSED);
        return isOwn ? Closing.OWN_ACCESS : Closing.ALREADY_CLOSED;
    }

    private static Set<String> conditionsOf(AccessQuery query) {
        Set<String> conditions = new HashSet<>();
        query.organisation().ifPresent(condition -> conditions.add("odsCode"));
        query.user().ifPresent(condition -> conditions.add("userId"));
        query.kind().ifPresent(condition -> conditions.add("kind"));
        query.check().ifPresent(condition -> conditions.add("checkId"));
        query.from().ifPresent(condition -> conditions.add("from"));
        query.to().ifPresent(condition -> conditions.add("to"));
        return conditions;
    }

    private static Set<String> conditionsOf(AlertQuery query) {
        Set<String> conditions = new HashSet<>();
        query.state().ifPresent(condition -> conditions.add("state"));
        query.from().ifPresent(condition -> conditions.add("from"));
        query.to().ifPresent(condition -> conditions.add("to"));
        return conditions;
    }
}
