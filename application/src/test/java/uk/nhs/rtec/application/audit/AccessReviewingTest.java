package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.audit.AccessAlertsContract.REVIEWER;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.AUDITOR;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.VIEW;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.audit.ReviewAccesses.Closing;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;

final class AccessReviewingTest {

    private static final AccessQuery QUERY = new AccessQuery(
            Optional.of(AUDITOR.organisation()),
            Optional.of(AUDITOR.user()),
            Optional.of(AccessKind.CHECK_VIEW),
            Optional.of(new CheckId(new UUID(0, 1))),
            Optional.of(NOON),
            Optional.of(NOON.plusSeconds(5)),
            50,
            Optional.empty());
    private static final AlertQuery ALERTS = new AlertQuery(
            Optional.of(AlertState.OPEN), Optional.of(NOON), Optional.of(NOON.plusSeconds(5)), 50, Optional.empty());

    private final MemoryAccessRecords records = new MemoryAccessRecords(AccessAlertsContract.ALL_ALERTS);
    private final AccessReviewing reviewing = reviewing(records);

    @Test
    void aLookAtTheAccessLogIsOnRecordWithTheCheckThatItWasAbout() {
        reviewing.accesses(REVIEWER, "a complaint", QUERY);

        assertThat(records.all())
                .containsExactly(AccessToHistory.attempt(AccessKind.ACCESS_LOG_SEARCH, REVIEWER, NOON)
                        .because("a complaint")
                        .by(Set.of("odsCode", "userId", "kind", "checkId", "from", "to"))
                        .about(AccessSubject.of(QUERY.check().orElseThrow()))
                        .ended(AccessOutcome.SUCCEEDED));
    }

    @Test
    void aLookAtAlertsIsOnRecord() {
        reviewing.alerts(REVIEWER, "monthly review", ALERTS);

        assertThat(records.all())
                .containsExactly(AccessToHistory.attempt(AccessKind.ACCESS_ALERT_SEARCH, REVIEWER, NOON)
                        .because("monthly review")
                        .by(Set.of("state", "from", "to"))
                        .ended(AccessOutcome.SUCCEEDED));
    }

    @Test
    void aClosureIsOnRecordWithTheAlertAndWhatWasReviewed() {
        AccessId alert = raised();

        assertThat(close(REVIEWER, alert)).isEqualTo(Closing.CLOSED);

        assertThat(records.alert(alert).flatMap(AccessAlert::closure))
                .contains(new AlertClosure(alert, AlertFinding.APPROPRIATE, "seen", REVIEWER, NOON));
        assertThat(records.all()).containsExactly(VIEW, closure(REVIEWER, alert, AccessOutcome.SUCCEEDED));
    }

    @Test
    void nobodyClosesTheAlertOfTheirOwnAccessWhateverOrganisationTheyActFor() {
        AccessId alert = raised();

        assertThat(close(AUDITOR, alert)).isEqualTo(Closing.OWN_ACCESS);
        assertThat(close(new Officer(new OdsCode("X26"), AUDITOR.user()), alert))
                .isEqualTo(Closing.OWN_ACCESS);
        assertThat(close(new Officer(AUDITOR.organisation(), REVIEWER.user()), alert))
                .isEqualTo(Closing.CLOSED);
        // That they tried is on record, and that it came to nothing.
        assertThat(records.all()).contains(closure(AUDITOR, alert, AccessOutcome.REFUSED));
    }

    @Test
    void anAlertThatIsClosedStaysAsItIs() {
        AccessId alert = raised();
        close(REVIEWER, alert);

        assertThat(close(REVIEWER, alert)).isEqualTo(Closing.ALREADY_CLOSED);
        assertThat(records.all())
                .containsExactly(
                        VIEW,
                        closure(REVIEWER, alert, AccessOutcome.SUCCEEDED),
                        closure(REVIEWER, alert, AccessOutcome.REFUSED));
    }

    @Test
    void whoAskedForAnExportDoesNotJudgeItsApproval() {
        ExportId id = new ExportId(new UUID(0, 3));
        records.add(AccessToHistory.attempt(AccessKind.EXPORT_APPROVAL, AUDITOR, NOON)
                .about(AccessSubject.of(id))
                .ended(AccessOutcome.SUCCEEDED));
        AccessId alert = onlyAlert();
        AccessReviewing aware = new AccessReviewing(
                records,
                records,
                asked -> asked.equals(id) ? Optional.of(exportOf(REVIEWER, id)) : Optional.empty(),
                records,
                InstantSource.fixed(NOON));

        assertThat(aware.close(REVIEWER, alert, AlertFinding.APPROPRIATE, "seen"))
                .isEqualTo(Closing.OWN_ACCESS);
        assertThat(records.alert(alert).orElseThrow().state()).isEqualTo(AlertState.OPEN);
        assertThat(close(REVIEWER, alert)).isEqualTo(Closing.CLOSED);
    }

    private static Export exportOf(Officer requester, ExportId id) {
        return new Export(
                new ExportRequest(
                        id,
                        ExportKind.CHECKS,
                        requester,
                        "a complaint",
                        Set.of("odsCode"),
                        new ExportExtent(20_000, false),
                        NOON,
                        NOON,
                        NOON.plusSeconds(1),
                        true),
                Optional.empty());
    }

    @Test
    void whoWantsToCloseWhatIsNoAlertIsOnRecord() {
        AccessId nobodys = new AccessId(UUID.randomUUID());

        assertThat(close(REVIEWER, nobodys)).isEqualTo(Closing.UNKNOWN);
        assertThat(records.all())
                .containsExactly(AccessToHistory.attempt(AccessKind.ALERT_CLOSURE, REVIEWER, NOON)
                        .about(AccessSubject.NONE.with(nobodys))
                        .ended(AccessOutcome.NOT_FOUND));
    }

    @Test
    void whoCannotBePutOnRecordIsShownNothingAndClosesNothing() {
        AccessId alert = raised();
        AccessReviewing silent = reviewing(access -> {
            throw new HistoryUnavailable("silent");
        });
        records.fallSilent();

        assertThatThrownBy(() -> silent.accesses(REVIEWER, "r", QUERY)).isInstanceOf(HistoryUnavailable.class);
        assertThatThrownBy(() -> silent.alerts(REVIEWER, "r", ALERTS)).isInstanceOf(HistoryUnavailable.class);
        assertThatThrownBy(() -> silent.close(REVIEWER, alert, AlertFinding.APPROPRIATE, "seen"))
                .isInstanceOf(HistoryUnavailable.class);
        assertThat(records.alert(alert).orElseThrow().state()).isEqualTo(AlertState.OPEN);
    }

    private static AccessToHistory closure(Officer officer, AccessId alert, AccessOutcome outcome) {
        return AccessToHistory.attempt(AccessKind.ALERT_CLOSURE, officer, NOON)
                .about(VIEW.about().with(alert))
                .ended(outcome);
    }

    private AccessId raised() {
        records.add(VIEW);
        return onlyAlert();
    }

    private AccessId onlyAlert() {
        return records.find(new AlertQuery(Optional.empty(), Optional.empty(), Optional.empty(), 1, Optional.empty()))
                .alerts()
                .get(0)
                .access()
                .id();
    }

    private Closing close(Officer officer, AccessId alert) {
        return reviewing.close(officer, alert, AlertFinding.APPROPRIATE, "seen");
    }

    private AccessReviewing reviewing(AccessRecords accesses) {
        return new AccessReviewing(
                records, records, export -> Optional.empty(), accesses, InstantSource.fixed(NOON.plusNanos(7)));
    }
}
