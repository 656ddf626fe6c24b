package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.Officer;

/** Puts each look on record, then looks. */
public final class AccessReviewing implements ReviewAccesses {

    private final AccessLog log;
    private final AccessAlerts alerts;
    private final AccessRecords records;
    private final InstantSource clock;

    public AccessReviewing(AccessLog log, AccessAlerts alerts, AccessRecords records, InstantSource clock) {
        this.log = log;
        this.alerts = alerts;
        this.records = records;
        this.clock = clock;
    }

    @Override
    public AccessPage accesses(Officer officer, String reason, AccessQuery query) {
        records.add(access(AccessKind.ACCESS_LOG_SEARCH, officer, reason, conditionsOf(query), query.check()));
        return log.find(query);
    }

    @Override
    public AlertPage alerts(Officer officer, String reason, AlertQuery query) {
        records.add(access(AccessKind.ACCESS_ALERT_SEARCH, officer, reason, conditionsOf(query), Optional.empty()));
        return alerts.find(query);
    }

    @Override
    public Closing close(Officer officer, AccessId id, AlertFinding finding, String note) {
        Optional<AccessAlert> alert = alerts.alert(id);
        if (alert.isEmpty()) {
            return Closing.UNKNOWN;
        }
        AccessToHistory reviewed = alert.get().access().access();
        // By the person alone: nobody is two people for working at two places.
        if (reviewed.auditor().user().equals(officer.user())) {
            return Closing.OWN_ACCESS;
        }
        if (alert.get().state() == AlertState.CLOSED) {
            return Closing.ALREADY_CLOSED;
        }
        Instant now = now();
        records.add(new AccessToHistory(
                AccessKind.ALERT_CLOSURE,
                officer,
                Optional.empty(),
                Set.of(),
                reviewed.check(),
                reviewed.export(),
                now));
        return alerts.close(new AlertClosure(id, finding, note, officer, now))
                ? Closing.CLOSED
                : Closing.ALREADY_CLOSED;
    }

    private AccessToHistory access(
            AccessKind kind, Officer officer, String reason, Set<String> conditions, Optional<CheckId> check) {
        return new AccessToHistory(
                kind, officer, Optional.of(reason), conditions, check, Optional.<UUID>empty(), now());
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
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
