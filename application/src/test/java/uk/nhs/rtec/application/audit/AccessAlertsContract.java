package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.AUDITOR;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.DOWNLOAD;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.SEARCH;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.VIEW;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every store of alerts owes. */
public interface AccessAlertsContract {

    /** Under which every access raises an alert, those of the night two of them. */
    ReviewRules ALL_ALERTS = new ReviewRules(
            100, new WorkingHours(EnumSet.allOf(DayOfWeek.class), LocalTime.of(7, 0), LocalTime.of(20, 0)));

    Officer REVIEWER = new Officer(new OdsCode("X26"), new SdsUserId("555254240000"));

    AccessToHistory AT_NIGHT = AccessToHistory.attempt(AccessKind.CHECK_VIEW, AUDITOR, NOON.plusSeconds(12 * 3_600))
            .ended(AccessOutcome.SUCCEEDED);

    /** Records under {@link #ALL_ALERTS}; empty when a test begins. */
    AccessRecords reviewed();

    /** The alerts of what is added there. */
    AccessAlerts alerts();

    @Test
    default void anAlertSaysWhichAccessRaisedItAndWhy() {
        reviewed().add(SEARCH);
        reviewed().add(AT_NIGHT);

        AlertPage page = alerts().find(query(50));

        assertThat(page.total()).isEqualTo(2);
        assertThat(page.more()).isFalse();
        assertThat(page.next()).isEmpty();
        assertThat(page.alerts()).extracting(alert -> alert.access().access()).containsExactly(AT_NIGHT, SEARCH);
        assertThat(page.alerts())
                .extracting(AccessAlert::reasons)
                .containsExactly(
                        Set.of(AlertReason.SAMPLE, AlertReason.OUTSIDE_WORKING_HOURS), Set.of(AlertReason.SAMPLE));
        assertThat(page.alerts()).extracting(AccessAlert::state).containsOnly(AlertState.OPEN);
        assertThat(alerts().alert(page.alerts().get(0).access().id()))
                .contains(page.alerts().get(0));
        assertThat(alerts().alert(new AccessId(UUID.randomUUID()))).isEmpty();
    }

    @Test
    default void anAlertIsClosedOnce() {
        reviewed().add(SEARCH);
        reviewed().add(VIEW);
        AccessId alert = alerts().find(query(1)).alerts().get(0).access().id();
        AlertClosure closure =
                new AlertClosure(alert, AlertFinding.INAPPROPRIATE, "O’Brien: \"no case\"", REVIEWER, NOON);

        assertThat(alerts().close(closure, closing(alert))).isTrue();
        assertThat(alerts().close(
                                new AlertClosure(alert, AlertFinding.APPROPRIATE, "again", REVIEWER, NOON),
                                closing(alert)))
                .isFalse();

        assertThat(alerts().alert(alert).flatMap(AccessAlert::closure)).contains(closure);
        assertThat(alerts().find(of(AlertState.CLOSED)).alerts())
                .extracting(each -> each.access().access())
                .containsExactly(VIEW);
        assertThat(alerts().find(of(AlertState.OPEN)).alerts())
                .extracting(each -> each.access().access())
                .contains(SEARCH)
                .doesNotContain(VIEW);
    }

    @Test
    default void ofManyWhoCloseOneAlertOneDoes() throws Exception {
        reviewed().add(SEARCH);
        AccessId alert = alerts().find(query(1)).alerts().get(0).access().id();

        List<Boolean> closed = AtOnce.call(IntStream.range(0, 8)
                .mapToObj(i -> (Callable<Boolean>) () -> alerts().close(
                                new AlertClosure(alert, AlertFinding.APPROPRIATE, "n" + i, REVIEWER, NOON),
                                closing(alert)))
                .toList());

        assertThat(closed).containsOnlyOnce(true);
        // Who lost has closed nothing, and nothing says that they did.
        assertThat(closingsOnRecord()).containsExactly(closing(alert));
    }

    @Test
    default void whatCannotBePutOnRecordIsNotClosed() {
        reviewed().add(SEARCH);
        AccessId alert = alerts().find(query(1)).alerts().get(0).access().id();
        AlertClosure closure = new AlertClosure(alert, AlertFinding.APPROPRIATE, "seen", REVIEWER, NOON);

        assertThatIllegalArgumentException().isThrownBy(() -> alerts().close(
                        closure, AccessToHistory.attempt(AccessKind.ALERT_CLOSURE, REVIEWER, NOON)));

        assertThat(alerts().alert(alert).orElseThrow().state()).isEqualTo(AlertState.OPEN);
        assertThat(closingsOnRecord()).isEmpty();
    }

    @Test
    default void alertsComePageAfterPageAndOfATime() {
        List.of(SEARCH, SEARCH, SEARCH, VIEW, DOWNLOAD).forEach(reviewed()::add);
        AlertPage page = alerts().find(query(2));
        List<AccessAlert> seen = new ArrayList<>(page.alerts());
        while (page.next().isPresent()) {
            page = alerts().find(new AlertQuery(Optional.empty(), Optional.empty(), Optional.empty(), 2, page.next()));
            seen.addAll(page.alerts());
        }

        assertThat(seen).hasSize(5).doesNotHaveDuplicates();
        assertThat(alerts().find(new AlertQuery(
                                Optional.empty(),
                                Optional.of(VIEW.at()),
                                Optional.of(DOWNLOAD.at()),
                                50,
                                Optional.empty()))
                        .alerts())
                .extracting(each -> each.access().access())
                .containsExactly(VIEW);
    }

    /** Every one of them raises an alert. */
    private List<AccessToHistory> closingsOnRecord() {
        return alerts().find(query(50)).alerts().stream()
                .map(alert -> alert.access().access())
                .filter(access -> access.kind() == AccessKind.ALERT_CLOSURE)
                .toList();
    }

    private static AccessToHistory closing(AccessId alert) {
        return AccessToHistory.attempt(AccessKind.ALERT_CLOSURE, REVIEWER, NOON)
                .about(SEARCH.about().with(alert))
                .ended(AccessOutcome.SUCCEEDED);
    }

    private static AlertQuery query(int limit) {
        return new AlertQuery(Optional.empty(), Optional.empty(), Optional.empty(), limit, Optional.empty());
    }

    private static AlertQuery of(AlertState state) {
        return new AlertQuery(Optional.of(state), Optional.empty(), Optional.empty(), 50, Optional.empty());
    }
}
