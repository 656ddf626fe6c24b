package uk.nhs.rtec.rest.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.Json;
import java.io.StringReader;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.audit.CheckCursor;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.ReadHistory;
import uk.nhs.rtec.application.audit.SearchTooBroad;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.check.CheckFindings;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.CheckOutcome;
import uk.nhs.rtec.domain.check.ErasedCheck;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.check.RequestReference;
import uk.nhs.rtec.domain.exemption.CertificateSearch;
import uk.nhs.rtec.domain.exemption.ChargeExemption;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.domain.prescription.PrescriptionOrigin;
import uk.nhs.rtec.domain.prescription.PrescriptionState;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.TrackedPrescription;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleChecks;
import uk.nhs.rtec.rest.api.SampleCursors;

class AuditApiTest {

    private static final String JSON = "application/json";
    private static final Officer AUDITOR = new Officer(new OdsCode("X26"), new SdsUserId("555254240000"));
    private static final CheckOutcome FOUND = new CheckOutcome.ExemptionFound(
            ChargeExemption.MATERNITY,
            ChargeExemption.MATERNITY_CONFIRMED_BY_SOURCE,
            List.of(SampleChecks.CERTIFICATE));
    private static final RecordedCheck FOUND_CHECK = SampleChecks.endedIn(
            FOUND,
            new CheckFindings(
                    new PatientTrace.Traced(new PatientRecord(
                            new NhsNumber("9000000009"),
                            Optional.of(new DateOfBirth(LocalDate.of(2010, 1, 1))),
                            Optional.empty(),
                            Optional.of(new Surname("Parker")),
                            Optional.empty(),
                            Set.of(PatientRecord.Mark.RESTRICTED, PatientRecord.Mark.DECEASED))),
                    new PrescriptionTrace.Found(new TrackedPrescription(
                            new NhsNumber("9434765919"),
                            PrescriptionState.WITH_DISPENSER,
                            PrescriptionOrigin.ENGLISH_NHS)),
                    CertificateSearch.answered(List.of(SampleChecks.CERTIFICATE))),
            new RequestReference(
                    Optional.of(UUID.fromString("8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c")), Optional.of("one \"two\"")));
    private static final String REST = """
            "certificates":[],"prescriptionId":"471BC8-P83027-34B75X","odsCode":"FML84","asid":"226732150041",\
            "userId":"555254242106\"""";

    @Test
    void aPageHasTheMembersThatScriptsRelyOn() {
        CheckCursor next = new CheckCursor(Instant.parse("2026-03-01T09:00:00.000001Z"), SampleChecks.ID);
        String search = "{\"reason\":\"case 17\",\"prescriptionId\":\"471BC8-P83027-34B75X\",\"limit\":1}";
        RunningApi.Answer answer = search(
                search,
                new History(
                        query -> {
                            assertThat(query.prescription()).contains(SampleChecks.PRESCRIPTION);
                            assertThat(query.limit()).isEqualTo(1);
                            return new CheckPage(List.of(FOUND_CHECK), Optional.of(next), 10_000, true);
                        },
                        id -> fail("no single check was asked for")));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo(JSON);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("""
                        {"checks":[{"id":"0192b1a0-7c11-7000-8000-000000000001","askedAt":"2026-03-01T09:00:00.000001Z",\
                        "answeredAt":"2026-03-01T09:00:00.250Z","outcome":"EXEMPTION_FOUND","reason":"CERTIFICATE",\
                        "category":"0005","type":"9005","certificates":["MAT-0001"],\
                        "prescriptionId":"471BC8-P83027-34B75X","odsCode":"FML84","asid":"226732150041",\
                        "userId":"555254242106"}],"next":"%s","total":10000,"more":true}""".formatted(SampleCursors.CURSORS
                .of("checks", Json.createReader(new StringReader(search)).readObject())
                .text(new Cursors.Place(next.askedAt(), next.id().value()))));
    }

    @Test
    void aCheckWhosePatientWasErasedSaysSoAndTellsTheRest() {
        ErasedCheck erased = new ErasedCheck(
                SampleChecks.ID,
                FOUND_CHECK.concluded().asked().requester(),
                SampleChecks.PRESCRIPTION,
                Optional.empty(),
                FOUND_CHECK.concluded().asked().askedAt(),
                FOUND_CHECK.concluded().answeredAt(),
                new CheckOutcome.NoExemptionFound());
        String told = """
                {"id":"0192b1a0-7c11-7000-8000-000000000001","askedAt":"2026-03-01T09:00:00.000001Z",\
                "answeredAt":"2026-03-01T09:00:00.250Z","outcome":"NO_EXEMPTION_FOUND","reason":null,"category":null,\
                "type":null,"certificates":[],"prescriptionId":"471BC8-P83027-34B75X","odsCode":"FML84",\
                "asid":"226732150041","userId":"555254242106","patient":"ERASED\"""";

        assertThat(view(SampleChecks.ID.toString(), finding(erased)).body()).isEqualTo(told + ",\"requestId\":null}");
        assertThat(search("{\"reason\":\"case 17\"}", finding(erased)).body())
                .isEqualTo("{\"checks\":[" + told + "}],\"next\":null,\"total\":1,\"more\":false}");
    }

    @Test
    void aSearchThatTookTooLongSaysHowToNarrowIt() {
        RunningApi.Answer answer = search(
                "{\"reason\":\"case 17\"}",
                new History(
                        query -> {
                            throw new SearchTooBroad("SQLState 57014");
                        },
                        id -> fail("no single check was asked for")));

        assertThat(answer.status()).isEqualTo(504);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Retry-After")).isNull();
        assertThat(answer.body())
                .startsWith("{\"type\":\"about:blank\",\"title\":\"Gateway Timeout\",\"status\":504,\"detail\":\"")
                .contains("Narrow it", "from, to", "conditions")
                .doesNotContain("57014");
    }

    @Test
    void anEmptyPageHasNoNext() {
        assertThat(search("{\"reason\":\"case 17\"}", finding()).body())
                .isEqualTo("{\"checks\":[],\"next\":null,\"total\":0,\"more\":false}");
    }

    @Test
    void oneCheckHasAllThatIsKnown() {
        RunningApi.Answer answer = view("0192B1A0-7c11-7000-8000-000000000001", finding(FOUND_CHECK));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body()).isEqualTo("""
                        {"id":"0192b1a0-7c11-7000-8000-000000000001","askedAt":"2026-03-01T09:00:00.000001Z",\
                        "answeredAt":"2026-03-01T09:00:00.250Z","outcome":"EXEMPTION_FOUND","reason":"CERTIFICATE",\
                        "category":"0005","type":"9005","certificates":["MAT-0001"],\
                        "prescriptionId":"471BC8-P83027-34B75X","odsCode":"FML84","asid":"226732150041",\
                        "userId":"555254242106","correlationId":"one \\"two\\"",\
                        "requestId":"8f14e45f-ceea-467f-a3a5-0c7d6e8b1a2c",\
                        "stated":{"nhsNumber":"9434765919","dob":"2010-01-01","postcode":"NE32JH","surname":"Parker",\
                        "forename":"Peter"},\
                        "demographics":{"answer":"TRACED","nhsNumber":"9000000009","dob":"2010-01-01","postcode":null,\
                        "surname":"Parker","forename":null,"marks":["DECEASED","RESTRICTED"],\
                        "askedBefore":null},\
                        "prescription":{"answer":"FOUND","nhsNumber":"9434765919","state":"0002",\
                        "origin":"ENGLISH_NHS"},\
                        "register":{"certificates":[{"certificateNumber":"MAT-0001","category":"0005",\
                        "validFrom":"2026-01-01","validTo":"2026-12-31","revokedFrom":null,"suspendedSince":null}],"silence":null}}""");
    }

    @Test
    void ageAloneIsAReasonOfItsOwn() {
        assertSummary(
                new CheckOutcome.ExemptionFound(ChargeExemption.AGE, ChargeExemption.AGE, List.of()),
                "\"outcome\":\"EXEMPTION_FOUND\",\"reason\":\"AGE\",\"category\":\"0002\",\"type\":\"0002\",");
    }

    @Test
    void whatWasNotFoundHasNoReason() {
        assertSummary(
                new CheckOutcome.NoExemptionFound(),
                "\"outcome\":\"NO_EXEMPTION_FOUND\",\"reason\":null,\"category\":null,\"type\":null,");
    }

    @ParameterizedTest
    @EnumSource
    void whatWasNotCheckedSaysWhy(CheckOutcome.NotChecked.Reason reason) {
        assertSummary(
                new CheckOutcome.NotChecked(reason),
                "\"outcome\":\"NOT_CHECKED\",\"reason\":\"" + reason + "\",\"category\":null,\"type\":null,");
    }

    @ParameterizedTest
    @EnumSource
    void whatCouldNotBeSaidSaysWhoWasSilent(CheckOutcome.Undetermined.Source source) {
        assertSummary(
                new CheckOutcome.Undetermined(source, Silence.TIMED_OUT),
                "\"outcome\":\"UNDETERMINED\",\"reason\":\"" + source
                        + "_TIMED_OUT\",\"category\":null,\"type\":null,");
    }

    @Test
    void everySourcesAnswerIsTold() {
        assertSources(
                new CheckFindings(
                        new PatientTrace.Untraced(PatientTrace.Untraced.Reason.INVALIDATED),
                        new PrescriptionTrace.NotFound(),
                        CertificateSearch.silent(Silence.REFUSED)),
                "\"demographics\":{\"answer\":\"INVALIDATED\"},\"prescription\":{\"answer\":\"NOT_FOUND\"},"
                        + "\"register\":{\"certificates\":[],\"silence\":\"REFUSED\"}}");
        assertSources(
                new CheckFindings(
                        new PatientTrace.NoAnswer(Silence.UNREADABLE),
                        new PrescriptionTrace.NoAnswer(Silence.NOT_ASKED),
                        CertificateSearch.notNeeded()),
                "\"demographics\":{\"answer\":\"NO_ANSWER\",\"silence\":\"UNREADABLE\"},"
                        + "\"prescription\":{\"answer\":\"NO_ANSWER\",\"silence\":\"NOT_ASKED\"},"
                        + "\"register\":{\"certificates\":[],\"silence\":null}}");
        assertSources(
                new CheckFindings(
                        new PatientTrace.NoAnswer(Silence.UNREACHABLE),
                        new PrescriptionTrace.IssueNotFound(),
                        CertificateSearch.notNeeded()),
                "\"prescription\":{\"answer\":\"ISSUE_NOT_FOUND\"},");
    }

    @Test
    void whatTheDemographicsSaidBeforeSaysWhen() {
        assertSources(
                new CheckFindings(
                        new PatientTrace.Traced(
                                new PatientRecord(
                                        new NhsNumber("9000000009"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Set.of()),
                                Optional.of(Instant.parse("2026-03-01T08:56:00.000002Z"))),
                        new PrescriptionTrace.IssueNotFound(),
                        CertificateSearch.notNeeded()),
                "\"marks\":[],\"askedBefore\":\"2026-03-01T08:56:00.000002Z\"},");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0192b1a0-7c11-7000-8000-000000000002", "1", "search", "..", "0192b1a07c1170008000000000000001"})
    void whatIsNotThereIs404(String id) {
        RunningApi.Answer answer = view(id, finding());

        assertThat(answer.status()).isIn(404, 405);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body())
                .startsWith("{\"type\":\"about:blank\",\"title\":\"")
                .doesNotContain(id);
    }

    @Test
    void everythingThatIsWrongWithASearchIsNamedAndNothingIsLookedUp() {
        RunningApi.Answer answer = search("{\"nhsNumber\":\"9434765918\"}", neverAsked());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).isEqualTo("""
                        {"type":"about:blank","title":"The request is not valid","status":400,"errors":[\
                        {"field":"reason","detail":"must say why you look, in 1 to 200 characters"},\
                        {"field":"nhsNumber","detail":"must be an NHS number"}]}""");
    }

    @Test
    void aSilentHistoryIs503() {
        RunningApi.Answer answer = search(
                "{\"reason\":\"case 17\"}",
                new History(
                        query -> {
                            throw new HistoryUnavailable("the history is silent", new IllegalStateException());
                        },
                        id -> Optional.empty()));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aSearchIsBoundedLikeEveryBody() {
        assertThat(search("{\"reason\":\"case 17\"}" + " ".repeat(16_384), neverAsked())
                        .status())
                .isEqualTo(413);
    }

    @Test
    void onlyAuditorsMayLook() {
        for (String activity : List.of("REGISTER", "B0570", "CLAIMS", "GOVERNANCE")) {
            JsonWebToken token = SampleTokens.officer(activity, SampleTokens::unchanged);
            assertThat(call("GET", "/checks/" + SampleChecks.ID, neverAsked())
                            .by(token)
                            .send()
                            .status())
                    .isEqualTo(403);
            assertThat(call("POST", "/checks/search", neverAsked())
                            .by(token)
                            .body(JSON, "{}")
                            .send()
                            .status())
                    .isEqualTo(403);
        }
        assertThat(call("GET", "/checks/" + SampleChecks.ID, neverAsked())
                        .send()
                        .status())
                .isEqualTo(401);
    }

    private static void assertSummary(CheckOutcome outcome, String members) {
        assertThat(view(SampleChecks.ID.toString(), finding(SampleChecks.endedIn(outcome)))
                        .body())
                .contains("\"answeredAt\":\"2026-03-01T09:00:00.250Z\"," + members + REST);
    }

    private static void assertSources(CheckFindings findings, String members) {
        RecordedCheck check =
                SampleChecks.endedIn(new CheckOutcome.NoExemptionFound(), findings, RequestReference.none());

        assertThat(view(SampleChecks.ID.toString(), finding(check)).body())
                .contains("\"correlationId\":null,\"requestId\":null,\"stated\":")
                .contains(members);
    }

    private static RunningApi.Answer search(String body, ReadHistory history) {
        return call("POST", "/checks/search", history)
                .by(SampleTokens.officer("AUDITOR", SampleTokens::unchanged))
                .body(JSON, body)
                .send();
    }

    private static RunningApi.Answer view(String id, ReadHistory history) {
        return call("GET", "/checks/" + id, history)
                .by(SampleTokens.officer("AUDITOR", SampleTokens::unchanged))
                .send();
    }

    private static RunningApi.Call call(String method, String path, ReadHistory history) {
        return new RunningApi(LedgerApiTest.api(history, LedgerApiTest.NOTHING_TO_PROVE)).call(method, path);
    }

    private static ReadHistory finding(KeptCheck... checks) {
        return new History(
                query -> new CheckPage(List.of(checks), Optional.empty(), checks.length, false),
                id -> List.of(checks).stream()
                        .filter(check -> check.id().equals(id))
                        .findFirst());
    }

    private static ReadHistory neverAsked() {
        return new History(query -> fail("nothing may be looked up"), id -> fail("nothing may be looked up"));
    }

    /** A history that knows who looks, and why. */
    private record History(Function<CheckQuery, CheckPage> pages, Function<CheckId, Optional<KeptCheck>> checks)
            implements ReadHistory {

        @Override
        public CheckPage search(Officer auditor, String reason, CheckQuery query) {
            assertThat(auditor).isEqualTo(AUDITOR);
            assertThat(reason).isEqualTo("case 17");
            return pages.apply(query);
        }

        @Override
        public Optional<KeptCheck> view(Officer auditor, CheckId id) {
            assertThat(auditor).isEqualTo(AUDITOR);
            return checks.apply(id);
        }
    }
}
