package uk.nhs.rtec.rest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.audit.AskedConditions;
import uk.nhs.rtec.application.audit.DecideExport;
import uk.nhs.rtec.application.audit.DownloadExport;
import uk.nhs.rtec.application.audit.Export;
import uk.nhs.rtec.application.audit.ExportDecision.Ruling;
import uk.nhs.rtec.application.audit.ExportDownload;
import uk.nhs.rtec.application.audit.ExportExtent;
import uk.nhs.rtec.application.audit.ExportId;
import uk.nhs.rtec.application.audit.ExportKind;
import uk.nhs.rtec.application.audit.ExportRequest;
import uk.nhs.rtec.application.audit.ExportState;
import uk.nhs.rtec.application.audit.FollowExports;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.RequestExport;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.ErasedCheck;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.AnswerOnItsWay;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleChecks;
import uk.nhs.rtec.rest.api.SampleCursors;

/** What is answered about exports, and how a file goes out. */
final class ExportsApiTest {

    private static final String JSON = "application/json";
    private static final Officer AUDITOR = new Officer(new OdsCode("X26"), new SdsUserId("555254240000"));
    private static final Officer ANOTHER = new Officer(new OdsCode("X26"), new SdsUserId("555254240001"));
    private static final ExportId ID = new ExportId(UUID.fromString("0192b1a0-7c11-7000-8000-00000000000e"));
    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.000001Z");
    private static final String SHOWN = """
            {"id":"0192b1a0-7c11-7000-8000-00000000000e","state":"AWAITING_APPROVAL","rows":10000,"more":true,\
            "requestedAt":"2026-03-01T09:00:00.000001Z","requestedBy":"555254240000",\
            "upTo":"2026-03-01T08:59:00.000001Z","expiresAt":"2026-03-08T09:00:00.000001Z","odsCode":"X26",\
            "reason":"case 17","conditions":["dateOfBirth","surname"],"decision":null}""";

    private final List<Object> asked = new ArrayList<>();
    private final Answer answer = new Answer();
    private int opens;
    private Optional<Export> export = Optional.of(export(AUDITOR, true));
    private Optional<ExportDownload> download = Optional.empty();
    private DecideExport.Decided decided = DecideExport.Decided.DECIDED;
    private DownloadExport.Opening opening = new DownloadExport.Unknown();

    @Test
    void aRequestIsASearchWithoutPages() {
        RunningApi.Answer created = request(
                "{\"reason\":\" case 17 \",\"surname\":\"O’Brien\",\"dateOfBirth\":\"1980-02-29\",\"odsCode\":null}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/audit/v1/exports/" + ID);
        assertThat(created.header("Cache-Control")).isEqualTo("no-store");
        assertThat(created.body()).isEqualTo(SHOWN);
        assertThat(asked)
                .containsExactly(
                        AUDITOR,
                        ExportKind.CHECKS,
                        "case 17",
                        new AskedConditions(Map.of("surname", "O’Brien", "dateOfBirth", "1980-02-29")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"reason":"case 17"}                                         | body
            {"reason":"case 17","odsCode":null}                          | body
            {"odsCode":"FML84"}                                          | reason
            {"reason":"case 17","odsCode":"FML84","limit":50}            | limit
            {"reason":"case 17","odsCode":"FML84","cursor":null}         | cursor
            {"reason":"case 17","odsCode":"FML84","limit":"x"}           | limit
            {"reason":"case 17","odsCode":"?","surname":"Parker"}        | odsCode dateOfBirth
            {"reason":"case 17","odsCode":"FML84","colour":"green"}      | body
            {"reason":"case 17","odsCode":84}                            | odsCode
            [1]                                                          | body
            """)
    void everythingThatIsWrongWithARequestIsNamedAndNothingIsAskedFor(String body, String fields) {
        RunningApi.Answer refused = request(body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        for (String field : fields.split(" ", -1)) {
            assertThat(refused.body()).containsOnlyOnce("{\"field\":\"" + field + "\"");
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void whatWasAskedForIsAskedForAgainInTheSameWords() {
        AskedConditions conditions = new AskedConditions(
                Map.of("nhsNumber", "9434765919", "to", "2026-03-01T00:00:00Z", "outcome", "NOT_CHECKED"));

        assertThat(CheckExports.form(SampleCursors.CURSORS).query().apply(conditions))
                .isEqualTo(((SearchIntake.Accepted) SearchIntake.read(
                                "{\"reason\":\"x\",\"nhsNumber\":\"9434765919\",\"to\":\"2026-03-01T00:00:00Z\",\"outcome\":\"NOT_CHECKED\"}"
                                        .getBytes(StandardCharsets.UTF_8),
                                SampleCursors.CURSORS))
                        .query());
    }

    @Test
    void oneSeesOnesOwnAndAnApproverSeesAny() {
        assertThat(get("/" + ID, "AUDITOR").body()).isEqualTo(SHOWN);
        assertThat(get("/" + ID, "AUDIT_APPROVER").body()).isEqualTo(SHOWN);

        export = Optional.of(export(ANOTHER, true));

        assertThat(get("/" + ID, "AUDITOR").status()).isEqualTo(404);
        assertThat(get("/" + ID + "/manifest", "AUDITOR").status()).isEqualTo(404);
        assertThat(get("/" + ID, "AUDIT_APPROVER").status()).isEqualTo(200);
        assertThat(get("/nothing", "AUDIT_APPROVER").status()).isEqualTo(404);
    }

    @Test
    void thoseThatWaitAreListed() {
        RunningApi.Answer list = get("/?state=AWAITING_APPROVAL", "AUDIT_APPROVER");

        assertThat(list.body()).isEqualTo("{\"exports\":[" + SHOWN + "]}");
        assertThat(get("/?state=READY", "AUDIT_APPROVER").status()).isEqualTo(400);
        assertThat(get("/", "AUDIT_APPROVER").status()).isEqualTo(400);
        assertThat(get("/?state=AWAITING_APPROVAL", "AUDITOR").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"DECIDED, 204", "OWN, 403", "NOT_AWAITED, 409", "UNKNOWN, 404"})
    void aDecisionIsAnswered(DecideExport.Decided what, int status) {
        decided = what;

        RunningApi.Answer answered = decide("{\"decision\":\"REFUSED\",\"note\":\" too much \"}");

        assertThat(answered.status()).isEqualTo(status);
        assertThat(asked).containsExactly(AUDITOR, ExportKind.CHECKS, ID, Ruling.REFUSED, Optional.of("too much"));
        if (status != 204) {
            assertThat(answered.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"decision\":null}",
                "{\"decision\":\"PERHAPS\"}",
                "{\"decision\":\"APPROVED\",\"note\":\" \"}",
                "{\"decision\":\"APPROVED\",\"note\":1}",
                "{\"decision\":\"APPROVED\",\"reason\":\"x\"}",
                "nothing"
            })
    void aDecisionThatIsNoneIsRefused(String body) {
        assertThat(decide(body).status()).isEqualTo(400);
        assertThat(asked).isEmpty();
    }

    @Test
    void aFileIsCsvThatNoSpreadsheetTakesForFormulas() {
        opening = opened(Stream.of(
                List.of(List.of("1", "=1+1"), List.of("+4", "-4,5"), List.of("@x", "a \"b\""), List.of("\tx", "\rx"))));

        RunningApi.Answer file = get("/" + ID + "/file", "AUDITOR");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualToIgnoringCase("text/csv;charset=UTF-8");
        assertThat(file.header("Content-Disposition")).isEqualTo("attachment; filename=\"rtec-checks-" + ID + ".csv\"");
        assertThat(file.header("Cache-Control")).isEqualTo("no-store");
        assertThat(file.body())
                .isEqualTo("number,text\r\n1,'=1+1\r\n'+4,\"'-4,5\"\r\n'@x,\"a \"\"b\"\"\"\r\n'\tx,\"'\rx\"\r\n");
    }

    @Test
    void whatWentOutIsOnRecordWithItsHashAndFollowsItAsTrailers() throws Exception {
        opening = opened(pages(2_500));

        RunningApi.Answer file = get("/" + ID + "/file", "AUDITOR");

        String hash = HexFormat.of()
                .formatHex(
                        MessageDigest.getInstance("SHA-256").digest(file.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(file.body().split("\r\n", -1)).hasSize(2_502);
        assertThat(asked).endsWith(2_500L, Bytes.ofHex(hash));
        assertThat(answer.fields.get()).isEqualTo(Map.of("Export-Rows", "2500", "Export-SHA-256", hash));
        assertThat(answer.brokenOff).isZero();
    }

    @Test
    void aStoreThatIsSilentAtOnceIsNoFile() {
        opening = opened(Stream.generate(() -> {
            throw new HistoryUnavailable("silent");
        }));

        RunningApi.Answer file = get("/" + ID + "/file", "AUDITOR");

        assertThat(file.status()).isEqualTo(503);
        assertThat(file.header("Retry-After")).isEqualTo("5");
        assertThat(asked).containsExactly("missed");
    }

    @Test
    void aFileThatCannotBeCompletedBreaksOffAndIsOnRecordAsSuch() {
        Iterator<List<List<String>>> fails = Stream.<Supplier<List<List<String>>>>of(
                        () -> List.of(List.of("1", "x")), () -> {
                            throw new HistoryUnavailable("silent");
                        })
                .map(Supplier::get)
                .iterator();
        ExportFile file = new ExportFile(
                new DownloadExport.Opened(export(AUDITOR, false), List.of("number", "text"), fails, new Ending()),
                answer);
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        assertThatThrownBy(() -> file.write(out)).isInstanceOf(HistoryUnavailable.class);

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("number,text\r\n1,x\r\n");
        assertThat(answer.brokenOff).isEqualTo(1);
        assertThat(answer.fields.get()).isEmpty();
        assertThat(asked).containsExactly("missed");
    }

    @Test
    void aFileThatMayNotBeOnRecordBreaksOff() {
        ExportFile file = new ExportFile(
                new DownloadExport.Opened(
                        export(AUDITOR, false), List.of("number", "text"), pages(1).iterator(), new NoRoom()),
                answer);

        assertThatThrownBy(() -> file.write(OutputStream.nullOutputStream()))
                .isInstanceOf(HistoryUnavailable.class)
                .hasMessage("no room")
                .satisfies(silent -> assertThat(silent.getSuppressed()).hasSize(1));

        assertThat(answer.brokenOff).isEqualTo(1);
        assertThat(answer.fields.get()).isEmpty();
    }

    @Test
    void nothingMoreIsReadForAClientThatWentAway() {
        Iterator<List<List<String>>> pages = pages(5_000).iterator();
        ExportFile file = new ExportFile(
                new DownloadExport.Opened(export(AUDITOR, false), List.of("number", "text"), pages, new Ending()),
                answer);
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThatThrownBy(() -> file.write(gone)).isInstanceOf(IOException.class);

        assertThat(pages).toIterable().hasSize(5);
        assertThat(asked).containsExactly("missed");
    }

    @ParameterizedTest
    @CsvSource({"AWAITING_APPROVAL, 409", "REFUSED, 409", "EXPIRED, 410"})
    void whatIsNotReadyIsNoFile(ExportState state, int status) {
        opening = new DownloadExport.NotReady(state);

        assertThat(get("/" + ID + "/file", "AUDITOR").status()).isEqualTo(status);
    }

    @Test
    void askingForTheHeadersOfAFileIsNoDownload() {
        opening = opened(pages(1));

        RunningApi.Answer head =
                api().call("HEAD", "/" + ID + "/file").by(token("AUDITOR")).send();

        assertThat(head.status()).isEqualTo(405);
        assertThat(head.header("Allow")).isEqualTo("GET, OPTIONS");
        assertThat(opens).isZero();
    }

    @Test
    void whatIsNotThereIsNoFile() {
        assertThat(get("/" + ID + "/file", "AUDITOR").status()).isEqualTo(404);
        assertThat(get("/1/file", "AUDITOR").status()).isEqualTo(404);
    }

    @Test
    void theManifestIsOfTheLastCompleteDownload() {
        assertThat(get("/" + ID + "/manifest", "AUDITOR").status()).isEqualTo(404);

        download = Optional.of(
                new ExportDownload(ID, 12_345, Bytes.of((byte) 1, (byte) 0xab), Optional.of("a\nb\n"), NOW));

        assertThat(get("/" + ID + "/manifest", "AUDITOR").body()).isEqualTo("""
                        {"id":"0192b1a0-7c11-7000-8000-00000000000e","reason":"case 17",\
                        "conditions":["dateOfBirth","surname"],"rows":12345,"sha256":"01ab",\
                        "upTo":"2026-03-01T08:59:00.000001Z","checkpoint":"a\\nb\\n",\
                        "file":"rtec-checks-0192b1a0-7c11-7000-8000-00000000000e.csv",\
                        "producedAt":"2026-03-01T09:00:00.000001Z"}""");
    }

    @Test
    void aRowHasWhatTheSearchAnswers() {
        List<String> columns = CheckExports.form(SampleCursors.CURSORS).columns();

        assertThat(columns)
                .containsExactlyElementsOf(Stream.concat(
                                CheckJson.inPage(SampleChecks.endedIn(new CheckOutcome.NoExemptionFound()))
                                        .build()
                                        .keySet()
                                        .stream(),
                                Stream.of("patient"))
                        .toList());
        assertThat(CheckExports.form(SampleCursors.CURSORS)
                        .row()
                        .apply(SampleChecks.endedIn(new CheckOutcome.NoExemptionFound())))
                .containsExactly(
                        "0192b1a0-7c11-7000-8000-000000000001",
                        "2026-03-01T09:00:00.000001Z",
                        "2026-03-01T09:00:00.250Z",
                        "NO_EXEMPTION_FOUND",
                        "",
                        "",
                        "",
                        "",
                        "471BC8-P83027-34B75X",
                        "FML84",
                        "226732150041",
                        "555254242106",
                        "");
        assertThat(CheckExports.form(SampleCursors.CURSORS)
                        .row()
                        .apply(new ErasedCheck(
                                SampleChecks.ID,
                                SampleChecks.REQUESTER,
                                SampleChecks.PRESCRIPTION,
                                Optional.empty(),
                                NOW,
                                NOW,
                                new CheckOutcome.NoExemptionFound())))
                .endsWith("ERASED");
    }

    @Test
    void nobodyElseIsLetIn() {
        for (String activity : List.of("REGISTER", "B0570", "CLAIMS", "GOVERNANCE", "requester of exports")) {
            assertThat(get("/" + ID, activity).status()).isEqualTo(403);
            assertThat(get("/" + ID + "/file", activity).status()).isEqualTo(403);
        }
        assertThat(get("/" + ID + "/file", "AUDIT_APPROVER").status()).isEqualTo(403);
        assertThat(api().call("POST", "/")
                        .by(token("AUDIT_APPROVER"))
                        .body(JSON, "{}")
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(api().call("POST", "/" + ID + "/approval")
                        .by(token("AUDITOR"))
                        .body(JSON, "{}")
                        .send()
                        .status())
                .isEqualTo(403);
    }

    private static Export export(Officer requester, boolean awaiting) {
        return new Export(
                new ExportRequest(
                        ID,
                        ExportKind.CHECKS,
                        requester,
                        "case 17",
                        new AskedConditions(Map.of("surname", "", "dateOfBirth", "")).names(),
                        new ExportExtent(10_000, true),
                        NOW,
                        NOW.minusSeconds(60),
                        NOW.plus(Duration.ofDays(7)),
                        awaiting),
                Optional.empty());
    }

    private static Stream<List<List<String>>> pages(int rows) {
        return IntStream.range(0, (rows + 999) / 1_000)
                .mapToObj(page -> IntStream.range(page * 1_000, Math.min(rows, (page + 1) * 1_000))
                        .mapToObj(row -> List.of(Integer.toString(row), "x"))
                        .toList());
    }

    private DownloadExport.Opening opened(Stream<List<List<String>>> pages) {
        return new DownloadExport.Opened(
                export(AUDITOR, false), List.of("number", "text"), pages.iterator(), new Ending());
    }

    private final class Ending implements DownloadExport.End {

        @Override
        public void reached(long rows, Bytes hash) {
            asked.addAll(List.of(rows, hash));
        }

        @Override
        public void missed() {
            asked.add("missed");
        }
    }

    private static final class NoRoom implements DownloadExport.End {

        @Override
        public void reached(long rows, Bytes hash) {
            throw new HistoryUnavailable("no room");
        }

        @Override
        public void missed() {
            throw new HistoryUnavailable("no room for this either");
        }
    }

    private RunningApi.Answer request(String body) {
        return api().call("POST", "/").by(token("AUDITOR")).body(JSON, body).send();
    }

    private RunningApi.Answer decide(String body) {
        return api().call("POST", "/" + ID + "/approval")
                .by(token("AUDIT_APPROVER"))
                .body(JSON, body)
                .send();
    }

    private RunningApi.Answer get(String path, String activity) {
        return api().call("GET", path).by(token(activity)).send();
    }

    private static JsonWebToken token(String activity) {
        return SampleTokens.officer(activity, SampleTokens::unchanged);
    }

    private RunningApi api() {
        RequestExport request = (officer, kind, reason, conditions) -> {
            asked.addAll(List.of(officer, kind, reason, conditions));
            return export.orElseThrow();
        };
        DecideExport decide = (officer, kind, id, ruling, note) -> {
            asked.addAll(List.of(officer, kind, id, ruling, note));
            return decided;
        };
        DownloadExport open = (officer, kind, id) -> {
            assertThat(officer).isEqualTo(AUDITOR);
            opens++;
            return opening;
        };
        return new RunningApi(new ExportsApi(
                new Exports(request, new Following(), decide, open, answer), SampleCursors.CURSORS, () -> NOW));
    }

    private final class Following implements FollowExports {

        @Override
        public Optional<Export> own(Officer officer, ExportKind kind, ExportId id) {
            return anybodys(officer, kind, id)
                    .filter(known -> known.request().requester().equals(officer));
        }

        @Override
        public Optional<Export> anybodys(Officer officer, ExportKind kind, ExportId id) {
            return export.filter(known -> officer.equals(AUDITOR) && kind == ExportKind.CHECKS && id.equals(ID));
        }

        @Override
        public List<Export> awaitingApproval(Officer officer, ExportKind kind) {
            return export.filter(known -> officer.equals(AUDITOR)).stream().toList();
        }

        @Override
        public Optional<ExportDownload> lastDownload(ExportId id) {
            return download;
        }
    }

    private static final class Answer implements AnswerOnItsWay {

        private Supplier<Map<String, String>> fields = Map::of;
        private int brokenOff;

        @Override
        public void endWith(Supplier<Map<String, String>> what) {
            fields = what;
        }

        @Override
        public void breakOff() {
            brokenOff++;
        }
    }
}
