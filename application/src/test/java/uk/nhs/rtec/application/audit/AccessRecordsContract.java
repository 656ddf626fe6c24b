package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.nhs.rtec.application.Examples.NOON;

import java.time.DayOfWeek;
import java.time.Instant;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every store of accesses to the history owes. */
public interface AccessRecordsContract {

    /** Under which no access raises an alert. */
    ReviewRules NO_ALERTS =
            new ReviewRules(0, new WorkingHours(EnumSet.allOf(DayOfWeek.class), LocalTime.MIN, LocalTime.MAX));

    Officer AUDITOR = new Officer(new OdsCode("T1450"), new SdsUserId("555021935109"));

    AccessToHistory SEARCH = AccessToHistory.attempt(AccessKind.CHECK_SEARCH, AUDITOR, NOON)
            .because("Claim disputed by FA565: \"not checked\"; O’Brien & Söhne, 50 % of \\all")
            .by(Set.of(
                    "prescriptionId",
                    "from",
                    "to",
                    "nhsNumber",
                    "odsCode",
                    "userId",
                    "asid",
                    "outcome",
                    "type",
                    "category"))
            .ended(AccessOutcome.SUCCEEDED);

    AccessToHistory VIEW = AccessToHistory.attempt(AccessKind.CHECK_VIEW, AUDITOR, NOON.plusSeconds(1))
            .about(AccessSubject.of(new CheckId(UUID.randomUUID())))
            .ended(AccessOutcome.NOT_FOUND);

    AccessToHistory DOWNLOAD = AccessToHistory.attempt(AccessKind.EXPORT_DOWNLOAD, AUDITOR, NOON.plusSeconds(2))
            .about(AccessSubject.of(new ExportId(UUID.randomUUID())))
            .ended(AccessOutcome.BEGUN);

    AccessToHistory CLOSURE = AccessToHistory.attempt(AccessKind.ALERT_CLOSURE, AUDITOR, NOON.plusSeconds(3))
            .about(VIEW.about().with(new AccessId(UUID.randomUUID())))
            .ended(AccessOutcome.REFUSED);

    /** The records under test; empty when a test begins. */
    AccessRecords accesses();

    /** The same for who reviews them. */
    AccessLog log();

    private List<AccessToHistory> onRecord() {
        return log().find(query(500)).accesses().stream()
                .map(KeptAccess::access)
                .toList();
    }

    @Test
    default void everyAccessIsKeptAsItWas() {
        accesses().add(SEARCH);
        accesses().add(VIEW);
        accesses().add(DOWNLOAD);
        accesses().add(CLOSURE);
        assertThat(onRecord()).containsExactlyInAnyOrder(SEARCH, VIEW, DOWNLOAD, CLOSURE);
    }

    @ParameterizedTest
    @EnumSource(AccessKind.class)
    default void everyKindIsKept(AccessKind kind) {
        AccessToHistory access = AccessToHistory.attempt(kind, AUDITOR, NOON).ended(AccessOutcome.SUCCEEDED);
        accesses().add(access);
        assertThat(onRecord()).containsExactly(access);
    }

    @ParameterizedTest
    @EnumSource(AccessOutcome.class)
    default void everyOutcomeIsKept(AccessOutcome outcome) {
        accesses().add(SEARCH.ended(outcome));
        assertThat(onRecord()).containsExactly(SEARCH.ended(outcome));
    }

    @Test
    default void nothingIsPutOnRecordOfWhichNobodyKnowsWhatCameOfIt() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accesses().add(AccessToHistory.attempt(AccessKind.CHECK_SEARCH, AUDITOR, NOON)));
        assertThat(onRecord()).isEmpty();
    }

    @Test
    default void theLongestReasonIsKeptWhole() {
        AccessToHistory access = SEARCH.because("\uD83D\uDD0D".repeat(200));
        accesses().add(access);
        assertThat(onRecord()).containsExactly(access);
    }

    @Test
    default void twoAccessesThatAreEqualAreTwo() {
        accesses().add(SEARCH);
        accesses().add(SEARCH);
        assertThat(onRecord()).containsExactly(SEARCH, SEARCH);
    }

    @Test
    default void manyAtOnceAreAllKept() throws Exception {
        AtOnce.call(IntStream.range(0, 32)
                .mapToObj(i -> (Callable<Boolean>) () -> {
                    accesses().add(SEARCH);
                    return true;
                })
                .toList());
        assertThat(onRecord()).hasSize(32);
    }

    @Test
    default void thoseThatMeetEveryConditionAreFoundNewestFirst() {
        accesses().add(SEARCH);
        accesses().add(VIEW);
        accesses().add(DOWNLOAD);

        assertThat(onRecord()).containsExactly(DOWNLOAD, VIEW, SEARCH);
        assertThat(found(new AccessQuery(
                        Optional.of(AUDITOR.organisation()),
                        Optional.of(AUDITOR.user()),
                        Optional.of(AccessKind.CHECK_VIEW),
                        VIEW.check(),
                        Optional.of(VIEW.at()),
                        Optional.of(VIEW.at().plusNanos(1_000)),
                        50,
                        Optional.empty())))
                .containsExactly(VIEW);
        assertThat(found(between(SEARCH.at(), VIEW.at()))).containsExactly(SEARCH);
        assertThat(found(new AccessQuery(
                        Optional.of(new OdsCode("X26")),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        50,
                        Optional.empty())))
                .isEmpty();
    }

    @Test
    default void pageAfterPageIsEveryAccessOnce() {
        for (int i = 0; i < 7; i++) {
            // Those of one moment are told apart by their names.
            accesses().add(SEARCH);
        }
        accesses().add(VIEW);
        AccessPage page = log().find(query(3));
        List<KeptAccess> seen = new ArrayList<>(page.accesses());
        assertThat(page.total()).isEqualTo(8);
        assertThat(page.more()).isFalse();

        while (page.next().isPresent()) {
            page = log().find(new AccessQuery(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    3,
                    page.next()));
            assertThat(page.total()).isEqualTo(8);
            seen.addAll(page.accesses());
        }

        assertThat(seen).hasSize(8).doesNotHaveDuplicates();
        assertThat(page.accesses()).hasSize(2);
    }

    private List<AccessToHistory> found(AccessQuery query) {
        return log().find(query).accesses().stream().map(KeptAccess::access).toList();
    }

    private static AccessQuery query(int limit) {
        return new AccessQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                limit,
                Optional.empty());
    }

    private static AccessQuery between(Instant from, Instant to) {
        return new AccessQuery(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(from),
                Optional.of(to),
                50,
                Optional.empty());
    }
}
