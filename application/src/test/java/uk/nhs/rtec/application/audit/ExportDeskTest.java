package uk.nhs.rtec.application.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.audit.DecideExport.Decided;
import uk.nhs.rtec.application.audit.ExportDecision.Ruling;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ConsistencyProof;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;

final class ExportDeskTest {

    private static final Officer AUDITOR = new Officer(new OdsCode("T1450"), new SdsUserId("504309731017"));
    private static final Officer AUDITOR_ELSEWHERE = new Officer(new OdsCode("FML84"), new SdsUserId("504309731017"));
    private static final Officer APPROVER = new Officer(new OdsCode("T1450"), new SdsUserId("555021935109"));
    private static final Duration SETTLING = Duration.ofMinutes(1);
    private static final ExportTerms TERMS = new ExportTerms(2_500, SETTLING, Duration.ofDays(7));
    private static final AskedConditions CONDITIONS = new AskedConditions(Map.of("nhsNumber", "9434765919"));
    private static final Bytes HASH = Bytes.of((byte) 1);

    private final MemoryExportRecords records = new MemoryExportRecords(this::putOnRecord);
    private final List<AccessToHistory> accesses = new ArrayList<>();
    private Instant now = Instant.parse("2026-02-03T09:15:00.123456789Z");
    private int rows = 2_500;
    private boolean silent;
    private Optional<RuntimeException> broken = Optional.empty();

    @Test
    void aRequestFixesWhatIsInItAMinuteBefore() {
        Export export = request();

        assertThat(export.request().requestedAt()).isEqualTo("2026-02-03T09:15:00.123456Z");
        assertThat(export.request().upTo()).isEqualTo("2026-02-03T09:14:00.123456Z");
        assertThat(export.request().expiresAt()).isEqualTo("2026-02-10T09:15:00.123456Z");
        assertThat(export.request().extent()).isEqualTo(new ExportExtent(2_500, false));
        assertThat(export.request().conditions()).containsExactly("nhsNumber");
        assertThat(export.state(now)).isEqualTo(ExportState.READY);
        assertThat(records.find(export.request().id())).contains(export);
        assertThat(ended()).containsExactly("EXPORT_REQUEST SUCCEEDED");
        assertThat(accesses.get(0).reason()).contains("case 17");
        assertThat(accesses.get(0).conditions()).containsExactly("nhsNumber");
    }

    @Test
    void aRequestThatTakesTooLongToCountIsOnRecordAsFailed() {
        broken = Optional.of(new SearchTooBroad("too much"));

        assertThatExceptionOfType(SearchTooBroad.class).isThrownBy(this::request);
        assertThat(ended()).containsExactly("EXPORT_REQUEST FAILED");
    }

    @Test
    void oneRowMoreThanOnePersonMayTakeOutWaitsForASecondPerson() {
        rows = 2_501;

        assertThat(request().state(now)).isEqualTo(ExportState.AWAITING_APPROVAL);
    }

    @Test
    void moreThanWereCountedAreOverEveryLimit() {
        assertThat(new ExportExtent(10_000, false).isOver(10_000)).isFalse();
        assertThat(new ExportExtent(10_000, true).isOver(10_000)).isTrue();
        assertThatIllegalArgumentException().isThrownBy(() -> new ExportTerms(10_001, SETTLING, Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExportTerms(-1, SETTLING, Duration.ofDays(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> new ExportTerms(1, SETTLING, Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ExportTerms(1, Duration.ofSeconds(9), Duration.ofDays(1)));
    }

    @Test
    void whatWaitsIsReadyOnceASecondPersonAgrees() {
        Export export = awaiting();

        assertThat(open(AUDITOR, export)).isEqualTo(new DownloadExport.NotReady(ExportState.AWAITING_APPROVAL));
        assertThat(decide(APPROVER, export, Ruling.APPROVED)).isEqualTo(Decided.DECIDED);
        assertThat(open(AUDITOR, export)).isInstanceOf(DownloadExport.Opened.class);
        assertThat(decide(APPROVER, export, Ruling.REFUSED)).isEqualTo(Decided.NOT_AWAITED);
        assertThat(stateOf(export)).isEqualTo(ExportState.READY);
        assertThat(ended())
                .containsExactly(
                        "EXPORT_REQUEST SUCCEEDED",
                        "EXPORT_DOWNLOAD REFUSED",
                        "EXPORT_APPROVAL SUCCEEDED",
                        "EXPORT_DOWNLOAD BEGUN",
                        "EXPORT_REFUSAL REFUSED");
    }

    @Test
    void whatASecondPersonRefusesIsNeverReady() {
        Export export = awaiting();

        assertThat(decide(APPROVER, export, Ruling.REFUSED)).isEqualTo(Decided.DECIDED);
        assertThat(open(AUDITOR, export)).isEqualTo(new DownloadExport.NotReady(ExportState.REFUSED));
        now = export.request().expiresAt();
        assertThat(stateOf(export)).isEqualTo(ExportState.REFUSED);
    }

    @Test
    void nobodyIsTheSecondPersonForTheirOwnRequestWhereverTheyWork() {
        Export export = awaiting();

        assertThat(decide(AUDITOR, export, Ruling.APPROVED)).isEqualTo(Decided.OWN);
        assertThat(decide(AUDITOR_ELSEWHERE, export, Ruling.APPROVED)).isEqualTo(Decided.OWN);
        assertThat(stateOf(export)).isEqualTo(ExportState.AWAITING_APPROVAL);
        // That they tried is on record, and that it came to nothing.
        assertThat(ended())
                .containsExactly("EXPORT_REQUEST SUCCEEDED", "EXPORT_APPROVAL REFUSED", "EXPORT_APPROVAL REFUSED");
    }

    @Test
    void whatNeedsNobodyIsDecidedOnByNobody() {
        assertThat(decide(APPROVER, request(), Ruling.REFUSED)).isEqualTo(Decided.NOT_AWAITED);
        assertThat(desk().decide(
                                APPROVER,
                                ExportKind.CHECKS,
                                new ExportId(UUID.randomUUID()),
                                Ruling.APPROVED,
                                Optional.empty()))
                .isEqualTo(Decided.UNKNOWN);
        assertThat(ended())
                .containsExactly("EXPORT_REQUEST SUCCEEDED", "EXPORT_REFUSAL REFUSED", "EXPORT_APPROVAL NOT_FOUND");
    }

    @Test
    void anExportExpires() {
        Export waits = awaiting();
        rows = 1;
        Export ready = request();
        now = ready.request().expiresAt().minusNanos(1_000);
        assertThat(open(AUDITOR, ready)).isInstanceOf(DownloadExport.Opened.class);

        now = ready.request().expiresAt();

        assertThat(open(AUDITOR, ready)).isEqualTo(new DownloadExport.NotReady(ExportState.EXPIRED));
        assertThat(decide(APPROVER, waits, Ruling.APPROVED)).isEqualTo(Decided.NOT_AWAITED);
        assertThat(desk().awaitingApproval(APPROVER, ExportKind.CHECKS)).isEmpty();
    }

    @Test
    void onlyItsRequesterGetsIt() {
        Export export = request();
        accesses.clear();

        assertThat(open(APPROVER, export)).isEqualTo(new DownloadExport.Unknown());
        assertThat(open(AUDITOR_ELSEWHERE, export)).isEqualTo(new DownloadExport.Unknown());
        assertThat(desk().open(AUDITOR, ExportKind.CLAIMS, export.request().id()))
                .isEqualTo(new DownloadExport.Unknown());
        assertThat(ended())
                .containsExactly("EXPORT_DOWNLOAD REFUSED", "EXPORT_DOWNLOAD REFUSED", "EXPORT_DOWNLOAD NOT_FOUND");
    }

    @Test
    void whoLooksAtWhatOthersTakeOutIsOnRecord() {
        Export export = awaiting();
        ExportId id = export.request().id();
        accesses.clear();

        assertThat(desk().awaitingApproval(APPROVER, ExportKind.CHECKS)).containsExactly(export);
        assertThat(desk().anybodys(APPROVER, ExportKind.CHECKS, id)).contains(export);
        assertThat(desk().anybodys(APPROVER, ExportKind.CLAIMS, id)).isEmpty();
        assertThat(ended()).containsExactly("EXPORT_LIST SUCCEEDED", "EXPORT_VIEW SUCCEEDED", "EXPORT_VIEW NOT_FOUND");
        assertThat(accesses.get(1).export()).contains(id.value());
    }

    @Test
    void onesOwnExportTellsNothingNew() {
        Export export = request();
        ExportId id = export.request().id();
        accesses.clear();

        assertThat(desk().own(AUDITOR, ExportKind.CHECKS, id)).contains(export);
        assertThat(accesses).isEmpty();
    }

    @Test
    void whoLooksForAnothersExportIsToldOfNoneAndOnRecord() {
        ExportId id = request().request().id();
        accesses.clear();

        assertThat(desk().own(APPROVER, ExportKind.CHECKS, id)).isEmpty();
        assertThat(desk().own(AUDITOR, ExportKind.CLAIMS, id)).isEmpty();
        assertThat(ended()).containsExactly("EXPORT_VIEW REFUSED", "EXPORT_VIEW NOT_FOUND");
    }

    @Test
    void aDownloadIsOnRecordBeforeAnythingIsReadAndReadPageByPage() {
        DownloadExport.Opened opened = opened();

        assertThat(ended()).containsExactly("EXPORT_REQUEST SUCCEEDED", "EXPORT_DOWNLOAD BEGUN");
        assertThat(accesses)
                .extracting(AccessToHistory::export)
                .containsOnly(Optional.of(opened.export().request().id().value()));
        assertThat(opened.columns()).containsExactly("number", "twice");
        List<Integer> sizes = new ArrayList<>();
        List<List<String>> all = new ArrayList<>();
        opened.pages().forEachRemaining(page -> {
            sizes.add(page.size());
            all.addAll(page);
        });
        assertThat(sizes).containsExactly(1_000, 1_000, 500);
        assertThat(all).startsWith(List.of("0", "0"), List.of("1", "2")).hasSize(2_500);
    }

    @Test
    void anEmptyExportHasNoPage() {
        rows = 0;

        assertThat(opened().pages().hasNext()).isFalse();
    }

    @Test
    void aPageThatIsJustFullIsNotTakenForTheLast() {
        rows = 1_000;
        DownloadExport.Opened opened = opened();

        assertThat(opened.pages().next()).hasSize(1_000);
        assertThat(opened.pages().hasNext()).isFalse();
    }

    @Test
    void whatWentOutIsOnRecordWithItsHash() {
        DownloadExport.Opened opened = opened();
        ExportId id = opened.export().request().id();
        assertThat(desk().lastDownload(id)).isEmpty();

        opened.end().reached(2_500, HASH);

        assertThat(desk().lastDownload(id))
                .contains(new ExportDownload(
                        id, 2_500, HASH, Optional.empty(), Instant.parse("2026-02-03T09:15:00.123456Z")));
        assertThat(ended())
                .containsExactly("EXPORT_REQUEST SUCCEEDED", "EXPORT_DOWNLOAD BEGUN", "EXPORT_DOWNLOAD SUCCEEDED");
    }

    @Test
    void whatDidNotGoOutAsAWholeIsOnRecordToo() {
        DownloadExport.Opened opened = opened();
        now = now.plusSeconds(3);

        opened.end().missed();

        assertThat(desk().lastDownload(opened.export().request().id())).isEmpty();
        assertThat(ended())
                .containsExactly("EXPORT_REQUEST SUCCEEDED", "EXPORT_DOWNLOAD BEGUN", "EXPORT_DOWNLOAD FAILED");
        assertThat(accesses.get(2).at()).isEqualTo("2026-02-03T09:15:03.123456Z");
        assertThat(accesses.get(2).about()).isEqualTo(accesses.get(1).about());
    }

    @Test
    void nothingIsToldOrShownThatMayNotBeOnRecord() {
        Export export = awaiting();
        rows = 1;
        Export ready = request();
        silent = true;

        assertThatExceptionOfType(HistoryUnavailable.class).isThrownBy(this::request);
        assertThatExceptionOfType(HistoryUnavailable.class).isThrownBy(() -> open(AUDITOR, ready));
        assertThatExceptionOfType(HistoryUnavailable.class).isThrownBy(() -> decide(APPROVER, export, Ruling.APPROVED));
        assertThatExceptionOfType(HistoryUnavailable.class)
                .isThrownBy(() -> desk().awaitingApproval(APPROVER, ExportKind.CHECKS));
        silent = false;
        assertThat(stateOf(export)).isEqualTo(ExportState.AWAITING_APPROVAL);
        assertThat(desk().awaitingApproval(APPROVER, ExportKind.CHECKS)).hasSize(1);
    }

    @Test
    void nothingOfAConditionPrintsItself() {
        assertThat(CONDITIONS.toString()).isEqualTo("AskedConditions[nhsNumber]");
        assertThat(request().toString()).doesNotContain("9434765919", "case 17");
    }

    private Export awaiting() {
        rows = 2_501;
        return request();
    }

    private Export request() {
        return desk().request(AUDITOR, ExportKind.CHECKS, "case 17", CONDITIONS);
    }

    private Decided decide(Officer officer, Export export, Ruling ruling) {
        return desk().decide(officer, ExportKind.CHECKS, export.request().id(), ruling, Optional.of("a note"));
    }

    private DownloadExport.Opening open(Officer officer, Export export) {
        return desk().open(officer, ExportKind.CHECKS, export.request().id());
    }

    private DownloadExport.Opened opened() {
        return (DownloadExport.Opened) open(AUDITOR, request());
    }

    private ExportState stateOf(Export export) {
        return records.find(export.request().id()).orElseThrow().state(now);
    }

    private ExportDesk desk() {
        ExportForm<Integer, Integer> form = new ExportForm<>(
                ExportKind.CHECKS,
                conditions -> rows,
                List.of("number", "twice"),
                number -> List.of(Integer.toString(number), Integer.toString(2 * number)));
        return new ExportDesk(
                List.of(new ExportSubject<>(form, new Numbers())),
                records,
                new ExportDesk.Witnesses(this::putOnRecord, new NothingSigned()),
                TERMS,
                () -> new ExportId(UUID.randomUUID()),
                () -> now);
    }

    private void putOnRecord(AccessToHistory access) {
        if (silent) {
            throw new HistoryUnavailable("no room");
        }
        accesses.add(access);
    }

    /** What is on record, with what came of it. */
    private List<String> ended() {
        return accesses.stream()
                .map(access -> access.kind() + " " + access.outcome().orElseThrow())
                .toList();
    }

    /** So many numbers. */
    private final class Numbers implements ExportSource<Integer, Integer> {

        @Override
        public ExportExtent extent(Integer numbers, Instant upTo) {
            broken.ifPresent(failure -> {
                throw failure;
            });
            return ExportExtent.of(numbers);
        }

        @Override
        public List<Integer> page(Integer numbers, Instant upTo, Optional<Integer> after, int most) {
            int first = after.map(last -> last + 1).orElse(0);
            return IntStream.range(first, Math.min(numbers, first + most))
                    .boxed()
                    .toList();
        }
    }

    private static final class NothingSigned implements LedgerProofs {

        @Override
        public Optional<Provable> evidence(CheckId id) {
            return Optional.empty();
        }

        @Override
        public LedgerState state() {
            return new LedgerState(List.of(), 0, Optional.empty(), false);
        }

        @Override
        public Optional<ConsistencyProof> consistency(YearMonth month, long from, long to) {
            return Optional.empty();
        }

        @Override
        public List<CheckpointNote> checkpoints() {
            return List.of();
        }
    }
}
