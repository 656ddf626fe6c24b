package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static uk.nhs.rtec.application.Examples.NOON;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.AtOnce;
import uk.nhs.rtec.application.audit.ExportDecision.Ruling;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

/** What every store of exports owes. */
public interface ExportRecordsContract {

    Officer AUDITOR = new Officer(new OdsCode("T1450"), new SdsUserId("555021935109"));
    Officer APPROVER = new Officer(new OdsCode("T1450"), new SdsUserId("555021935110"));
    AskedConditions CONDITIONS =
            new AskedConditions(Map.of("surname", "O’Brien-Smítová", "dateOfBirth", "1980-02-29", "odsCode", "FML84"));

    /** The records under test; empty when a test begins. */
    ExportRecords records();

    /** Where they are put on record. */
    AccessLog log();

    @Test
    default void whatIsNotThereIsNotFound() {
        ExportId id = new ExportId(UUID.randomUUID());
        assertThat(records().find(id)).isEmpty();
        assertThat(records().conditions(id)).isEmpty();
        assertThat(records().lastDownload(id)).isEmpty();
        assertThat(records().awaitingApproval(ExportKind.CHECKS, NOON, 10)).isEmpty();
    }

    @Test
    default void aRequestIsKeptAsItWas() {
        ExportRequest request = request(NOON, true);
        records().add(request, CONDITIONS, access(AccessKind.EXPORT_REQUEST, request.id()));
        assertThat(records().find(request.id())).contains(new Export(request, Optional.empty()));
        assertThat(records().conditions(request.id())).contains(CONDITIONS);
    }

    @Test
    default void theLongestReasonAndAConditionOfAnyLengthAreKeptWhole() {
        ExportRequest longest = new ExportRequest(
                new ExportId(UUID.randomUUID()),
                ExportKind.CLAIMS,
                AUDITOR,
                "\uD83D\uDD0D".repeat(200),
                Set.of("surname"),
                new ExportExtent(10_000, true),
                NOON,
                NOON.minusSeconds(60),
                NOON.plusSeconds(1),
                false);
        AskedConditions conditions = new AskedConditions(Map.of("surname", "é".repeat(16_000), "from", ""));
        records().add(longest, conditions, access(AccessKind.EXPORT_REQUEST, longest.id()));
        assertThat(records().find(longest.id())).contains(new Export(longest, Optional.empty()));
        assertThat(records().conditions(longest.id())).contains(conditions);
    }

    @Test
    default void theFirstDecisionStands() {
        ExportRequest request = added(NOON, true);
        ExportDecision first = new ExportDecision(
                request.id(), Ruling.REFUSED, APPROVER, Optional.of("too much"), NOON.plusSeconds(1));
        assertThat(records().decide(first, approval(request))).isTrue();
        assertThat(records()
                        .decide(
                                new ExportDecision(
                                        request.id(), Ruling.APPROVED, APPROVER, Optional.empty(), NOON.plusSeconds(2)),
                                approval(request)))
                .isFalse();
        assertThat(records().find(request.id())).contains(new Export(request, Optional.of(first)));
    }

    @Test
    default void ofManyWhoDecideAtOnceOneDoes() throws Exception {
        ExportRequest request = added(NOON, true);
        List<Boolean> decided = AtOnce.call(IntStream.range(0, 16)
                .mapToObj(i -> (Callable<Boolean>) () -> records()
                        .decide(
                                new ExportDecision(
                                        request.id(), Ruling.APPROVED, APPROVER, Optional.of("note " + i), NOON),
                                approval(request)))
                .toList());
        assertThat(decided).containsOnlyOnce(true);
        // Who lost has decided nothing, and nothing says that they did.
        assertThat(onRecord(request))
                .containsExactlyInAnyOrder(access(AccessKind.EXPORT_REQUEST, request.id()), approval(request));
    }

    @Test
    default void thoseThatWaitAreShownOldestFirstAndNoOthers() {
        ExportRequest second = added(NOON.plusSeconds(2), true);
        ExportRequest first = added(NOON.plusSeconds(1), true);
        added(NOON, false);
        ExportRequest decided = added(NOON, true);
        records()
                .decide(
                        new ExportDecision(decided.id(), Ruling.APPROVED, APPROVER, Optional.empty(), NOON),
                        approval(decided));
        assertThat(records().awaitingApproval(ExportKind.CHECKS, NOON.plusSeconds(3), 10))
                .extracting(Export::request)
                .containsExactly(first, second);
        assertThat(records().awaitingApproval(ExportKind.CHECKS, NOON.plusSeconds(3), 1))
                .extracting(Export::request)
                .containsExactly(first);
        assertThat(records().awaitingApproval(ExportKind.CHECKS, first.expiresAt(), 10))
                .extracting(Export::request)
                .containsExactly(second);
        assertThat(records().awaitingApproval(ExportKind.CLAIMS, NOON.plusSeconds(3), 10))
                .isEmpty();
    }

    @Test
    default void theLastDownloadIsTheOneThatIsShown() {
        ExportRequest request = added(NOON, false);
        ExportDownload last = new ExportDownload(
                request.id(), 3_000_000_000L, Bytes.of((byte) 1, (byte) 2), Optional.of("x".repeat(16_384)), NOON);
        records().add(last, access(AccessKind.EXPORT_DOWNLOAD, request.id()));
        records()
                .add(
                        new ExportDownload(request.id(), 1, Bytes.of((byte) 3), Optional.empty(), NOON.minusSeconds(1)),
                        access(AccessKind.EXPORT_DOWNLOAD, request.id()));
        assertThat(records().lastDownload(request.id())).contains(last);
    }

    @Test
    default void anExportIsOnRecordOrNotThere() {
        ExportRequest request = request(NOON, true);
        AccessToHistory unsaid = AccessToHistory.attempt(AccessKind.EXPORT_REQUEST, AUDITOR, NOON);
        assertThatIllegalArgumentException().isThrownBy(() -> records().add(request, CONDITIONS, unsaid));
        assertThat(records().find(request.id())).isEmpty();

        records().add(request, CONDITIONS, access(AccessKind.EXPORT_REQUEST, request.id()));
        assertThat(onRecord(request)).containsExactly(access(AccessKind.EXPORT_REQUEST, request.id()));
    }

    private List<AccessToHistory> onRecord(ExportRequest request) {
        return log()
                .find(new AccessQuery(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        500,
                        Optional.empty()))
                .accesses()
                .stream()
                .map(KeptAccess::access)
                .filter(access ->
                        access.export().filter(request.id().value()::equals).isPresent())
                .toList();
    }

    private static AccessToHistory approval(ExportRequest request) {
        return access(AccessKind.EXPORT_APPROVAL, request.id());
    }

    private static AccessToHistory access(AccessKind kind, ExportId id) {
        return AccessToHistory.attempt(kind, APPROVER, NOON)
                .about(AccessSubject.of(id))
                .ended(AccessOutcome.SUCCEEDED);
    }

    private ExportRequest added(Instant at, boolean needsApproval) {
        ExportRequest request = request(at, needsApproval);
        records().add(request, CONDITIONS, access(AccessKind.EXPORT_REQUEST, request.id()));
        return request;
    }

    private static ExportRequest request(Instant at, boolean needsApproval) {
        return new ExportRequest(
                new ExportId(UUID.randomUUID()),
                ExportKind.CHECKS,
                AUDITOR,
                "claim disputed; O’Brien & Söhne, 50 % of \\all",
                CONDITIONS.names(),
                new ExportExtent(17, false),
                at,
                at.minusSeconds(60),
                at.plus(Duration.ofDays(7)),
                needsApproval);
    }
}
