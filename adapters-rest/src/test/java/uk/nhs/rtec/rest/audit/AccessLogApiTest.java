package uk.nhs.rtec.rest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.audit.AccessId;
import uk.nhs.rtec.application.audit.AccessKind;
import uk.nhs.rtec.application.audit.AccessOutcome;
import uk.nhs.rtec.application.audit.AccessPage;
import uk.nhs.rtec.application.audit.AccessReviewing;
import uk.nhs.rtec.application.audit.AccessSubject;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.KeptAccess;
import uk.nhs.rtec.application.audit.MemoryAccessRecords;
import uk.nhs.rtec.application.audit.ReviewAccesses;
import uk.nhs.rtec.application.audit.ReviewRules;
import uk.nhs.rtec.application.audit.WorkingHours;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.access.SampleTokens;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.RunningApi;
import uk.nhs.rtec.rest.api.SampleCursors;

class AccessLogApiTest {

    private static final Instant AT = Instant.parse("2026-03-02T09:00:00.000001Z");
    private static final Officer AUDITOR = new Officer(new OdsCode("T1450"), new SdsUserId("504309731017"));

    /** Who the token is of that the tests send. */
    private static final Officer REVIEWER = new Officer(new OdsCode("X26"), new SdsUserId("555254240000"));

    private static final CheckId CHECK = new CheckId(new UUID(0, 1));
    private static final ReviewRules ALL =
            new ReviewRules(100, new WorkingHours(EnumSet.allOf(DayOfWeek.class), LocalTime.MIN, LocalTime.MAX));

    private final MemoryAccessRecords records = new MemoryAccessRecords(ALL);
    private final AccessReviewing review = new AccessReviewing(
            records, records, export -> Optional.empty(), records, InstantSource.fixed(AT.plusSeconds(60)));

    @Test
    void aPageSaysWhoDidWhatAndWhy() {
        records.add(access(AccessKind.CHECK_SEARCH, AUDITOR, Set.of("to", "from")));

        RunningApi.Answer answer = log("{\"reason\":\" case 17 \",\"kind\":\"CHECK_SEARCH\"}", "application/json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.body())
                .endsWith(
                        "\"at\":\"2026-03-02T09:00:00.000001Z\",\"kind\":\"CHECK_SEARCH\",\"odsCode\":\"T1450\","
                                + "\"userId\":\"504309731017\",\"checkId\":\"" + CHECK + "\",\"exportId\":null,"
                                + "\"alertId\":null,\"outcome\":\"SUCCEEDED\","
                                + "\"reason\":\"why\",\"conditions\":[\"from\",\"to\"]}],\"next\":null,\"total\":1,\"more\":false}");
        assertThat(records.all().get(1).kind()).isEqualTo(AccessKind.ACCESS_LOG_SEARCH);
        assertThat(records.all().get(1).reason()).contains("case 17");
    }

    @Test
    void whoeverAsksForAnythingIsGivenJson() {
        assertThat(log("{\"reason\":\"r\"}", "*/*").header("Content-Type")).startsWith("application/json");
        assertThat(log("{\"reason\":\"r\"}", "application/fhir+json").header("Content-Type"))
                .startsWith("application/fhir+json");
        assertThat(log("{\"reason\":\"r\"}", "text/csv").status()).isEqualTo(406);
    }

    @Test
    void whatOnePageGivesAsNextTheNextSearchTakes() {
        records.add(access(AccessKind.CHECK_VIEW, AUDITOR, Set.of()));
        records.add(access(AccessKind.CHECK_VIEW, AUDITOR, Set.of()));
        JsonObject first = json(log("{\"reason\":\"r\",\"kind\":\"CHECK_VIEW\",\"limit\":1}", "application/json"));

        JsonObject second = json(log(
                "{\"reason\":\"r\",\"kind\":\"CHECK_VIEW\",\"limit\":1,\"cursor\":\"" + first.getString("next") + "\"}",
                "application/json"));

        assertThat(second.isNull("next")).isTrue();
        assertThat(second.getInt("total")).isEqualTo(2);
        assertThat(second.getJsonArray("accesses").getJsonObject(0).getString("id"))
                .isNotEqualTo(first.getJsonArray("accesses").getJsonObject(0).getString("id"));
    }

    @Test
    void aSearchIsAQueryWithTheNamesOfItsConditionsInBase64() {
        records.add(access(AccessKind.CHECK_SEARCH, AUDITOR, Set.of("to", "from")));

        JsonObject bundle = fhir("{\"reason\":\"r\",\"kind\":\"CHECK_SEARCH\",\"odsCode\":\"T1450\"}");

        assertThat(bundle.getString("type")).isEqualTo("searchset");
        assertThat(bundle.getInt("total")).isEqualTo(1);
        JsonObject event = event(bundle);
        assertThat(event.getJsonObject("meta").getJsonArray("profile").getString(0))
                .isEqualTo("https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.Query");
        assertThat(event.getString("action")).isEqualTo("E");
        assertThat(event.getString("outcome")).isEqualTo("0");
        assertThat(event.getString("recorded")).isEqualTo(AT.toString());
        assertThat(event.getJsonArray("agent").getValuesAs(JsonObject.class))
                .extracting(agent -> agent.getJsonObject("type")
                        .getJsonArray("coding")
                        .getJsonObject(0)
                        .getString("code"))
                .containsExactly("110153", "110152", "IRCP");
        assertThat(event.getJsonArray("agent").getJsonObject(2).toString())
                .contains("\"504309731017\"", "\"requestor\":true", "\"text\":\"why\"", "\"HOPERAT\"");
        assertThat(new String(
                        Base64.getDecoder()
                                .decode(event.getJsonArray("entity")
                                        .getJsonObject(0)
                                        .getString("query")),
                        StandardCharsets.US_ASCII))
                .isEqualTo("from&to");
    }

    @Test
    void aSearchForOnePatientNamesNoProfileSinceThePatientIsOnNoRecord() {
        records.add(access(AccessKind.CHECK_SEARCH, AUDITOR, Set.of("nhsNumber")));

        assertThat(event(fhir("{\"reason\":\"r\",\"kind\":\"CHECK_SEARCH\"}")))
                .doesNotContainKey("meta")
                .containsKey("entity");
    }

    @Test
    void aLookAtACheckIsARead() {
        records.add(access(AccessKind.CHECK_VIEW, AUDITOR, Set.of()));

        JsonObject event = event(fhir("{\"reason\":\"r\",\"kind\":\"CHECK_VIEW\"}"));

        assertThat(event.getString("action")).isEqualTo("R");
        assertThat(event.getJsonObject("meta").toString()).contains("IHE.BasicAudit.Read\"");
        assertThat(event.getJsonArray("entity").getJsonObject(0).toString()).contains("urn:uuid:" + CHECK);
    }

    @ParameterizedTest
    @EnumSource(AccessKind.class)
    void everyKindIsAnAuditEvent(AccessKind kind) {
        records.add(access(kind, AUDITOR, Set.of()));

        JsonObject event = event(fhir("{\"reason\":\"r\",\"userId\":\"504309731017\",\"kind\":\"" + kind + "\"}"));

        assertThat(event.getString("resourceType")).isEqualTo("AuditEvent");
        assertThat(event.getJsonArray("subtype").getJsonObject(1).getString("code"))
                .isEqualTo(kind.name());
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, 0",
        "BEGUN, 0",
        "NOT_FOUND, 4",
        "REFUSED, 4",
        "FAILED, 8",
    })
    void anEventSaysWhatCameOfIt(AccessOutcome outcome, String code) {
        records.add(access(AccessKind.CHECK_SEARCH, AUDITOR, Set.of("from")).ended(outcome));

        JsonObject event = event(fhir("{\"reason\":\"r\",\"kind\":\"CHECK_SEARCH\"}"));

        assertThat(event.getString("outcome")).isEqualTo(code);
        assertThat(event.getString("outcomeDesc")).isEqualTo(outcome.name());
        assertThat(json(log("{\"reason\":\"r\",\"kind\":\"CHECK_SEARCH\"}", "application/json"))
                        .getJsonArray("accesses")
                        .getJsonObject(0)
                        .getString("outcome"))
                .isEqualTo(outcome.name());
    }

    @Test
    void ofWhatWasRecordedBeforeThereWereOutcomesNobodySaysThatItSucceeded() {
        KeptAccess old = new KeptAccess(
                new AccessId(new UUID(0, 7)), AccessToHistory.attempt(AccessKind.CHECK_VIEW, AUDITOR, AT));
        AccessReviewing reviewing = new AccessReviewing(
                query -> new AccessPage(List.of(old), Optional.empty(), 1, false),
                records,
                export -> Optional.empty(),
                records,
                InstantSource.fixed(AT));

        RunningApi.Answer fhir =
                sent(api(reviewing), "/access-log/search", "GOVERNANCE", "{\"reason\":\"r\"}", "application/fhir+json");

        assertThat(event(json(fhir))).doesNotContainKeys("outcome", "outcomeDesc");
        assertThat(event(json(fhir)).getJsonObject("_outcome").toString()).contains("data-absent-reason");
        assertThat(sent(api(reviewing), "/access-log/search", "GOVERNANCE", "{\"reason\":\"r\"}", null)
                        .body())
                .contains("\"alertId\":null,\"outcome\":null,");
    }

    @Test
    void aClosureNamesTheAlertThatWasClosedAndARefusedOneSaysSo() {
        String alert = raised(AUDITOR);
        String own = raised(new Officer(AUDITOR.organisation(), REVIEWER.user()));
        String body = "{\"finding\":\"APPROPRIATE\",\"note\":\"seen\"}";
        close(alert, body);
        close(own, body);

        String search = "{\"reason\":\"r\",\"kind\":\"ALERT_CLOSURE\"}";
        assertThat(json(log(search, "application/json"))
                        .getJsonArray("accesses")
                        .getValuesAs(JsonObject.class))
                .extracting(access -> access.getString("alertId") + " " + access.getString("outcome"))
                .containsExactlyInAnyOrder(alert + " SUCCEEDED", own + " REFUSED");
        assertThat(fhir(search).getJsonArray("entry").getValuesAs(JsonObject.class))
                .extracting(entry -> entry.getJsonObject("resource"))
                .extracting(event -> event.getString("outcome")
                        + event.getJsonArray("entity").getJsonObject(1).getJsonObject("what"))
                .containsExactlyInAnyOrder("0" + urn(alert), "4" + urn(own));
    }

    private static JsonObject urn(String id) {
        return read("{\"identifier\":{\"system\":\"urn:ietf:rfc:3986\",\"value\":\"urn:uuid:" + id + "\"}}");
    }

    @Test
    void whereItWasRecordedIsWhatTheOperatorCallsItWhateverTheReaderDoes() {
        records.add(access(AccessKind.CHECK_VIEW, AUDITOR, Set.of()));

        JsonObject bundle = fhir("{\"reason\":\"r\",\"kind\":\"CHECK_VIEW\"}");

        assertThat(event(bundle).getJsonObject("source").getString("site")).isEqualTo("rtec.example");
        assertThat(bundle.toString()).doesNotContain("localhost", "127.0.0.1");
        assertThat(bundle.getJsonArray("link").getJsonObject(0).getString("url"))
                .isEqualTo("/access-log/search");
    }

    @Test
    void nothingFoundIsABundleWithoutEntries() {
        JsonObject bundle = fhir("{\"reason\":\"r\",\"kind\":\"CLAIM_SUMMARY\"}");

        assertThat(bundle).doesNotContainKey("entry");
        assertThat(bundle.getInt("total")).isZero();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                      | reason
            {"reason":"r","odsCode":"?"}            | odsCode
            {"reason":"r","userId":"x"}             | userId
            {"reason":"r","kind":"LOOK"}            | kind
            {"reason":"r","kind":"STATISTICS"}      | kind
            {"reason":"r","checkId":"1"}            | checkId
            {"reason":"r","from":"yesterday"}       | from
            {"reason":"r","to":7}                   | to
            {"reason":"r","limit":501}              | limit
            {"reason":"r","cursor":"x"}             | cursor
            {"reason":"r","nhsNumber":"9434765919"} | body
            """)
    void whatIsWrongWithASearchIsNamed(String body, String named) {
        RunningApi.Answer answer = log(body, "application/json");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + named + "\"").doesNotContain("9434765919");
        assertThat(log(body, "application/fhir+json").status()).isEqualTo(400);
        assertThat(records.all()).isEmpty();
    }

    @Test
    void anAlertSaysNothingThatSomebodyWrote() {
        records.add(access(AccessKind.CHECK_VIEW, AUDITOR, Set.of()));

        RunningApi.Answer answer = alerts("{\"reason\":\"r\",\"state\":\"OPEN\",\"to\":\"2026-03-02T09:00:01Z\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"reasons\":[\"SAMPLE\"],\"state\":\"OPEN\",\"closure\":null}],\"next\":null,\"total\":1,")
                .doesNotContain("why");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                           | reason
            {"reason":"r","state":"NEW"} | state
            {"reason":"r","limit":0}     | limit
            {"reason":"r","kind":"X"}    | body
            """)
    void whatIsWrongWithASearchForAlertsIsNamed(String body, String named) {
        RunningApi.Answer answer = alerts(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("\"" + named + "\"");
    }

    @Test
    void anAlertIsClosedOnce() {
        String alert = raised(AUDITOR);
        String body = "{\"finding\":\"INAPPROPRIATE\",\"note\":\" no case \"}";

        assertThat(close(alert, body).status()).isEqualTo(204);
        assertThat(close(alert, body).status()).isEqualTo(409);
        assertThat(close(new UUID(4, 5).toString(), body).status()).isEqualTo(404);
        assertThat(close("none", body).status()).isEqualTo(404);

        assertThat(alerts("{\"reason\":\"r\",\"state\":\"CLOSED\"}").body())
                .contains("\"closure\":{\"at\":\"2026-03-02T09:01:00.000001Z\",\"finding\":\"INAPPROPRIATE\","
                        + "\"note\":\"no case\",\"odsCode\":\"X26\",\"userId\":\"555254240000\"}");
    }

    @Test
    void nobodyClosesTheAlertOfTheirOwnAccess() {
        String own = raised(new Officer(AUDITOR.organisation(), REVIEWER.user()));

        RunningApi.Answer answer = close(own, "{\"finding\":\"APPROPRIATE\",\"note\":\"it was me\"}");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {}                                             | finding
            {}                                             | note
            {"finding":"FINE","note":"n"}                  | finding
            {"finding":"APPROPRIATE","note":" "}           | note
            {"finding":"APPROPRIATE","note":7}             | note
            {"finding":"APPROPRIATE","note":"n","x":"y"}   | body
            []                                             | body
            """)
    void whatIsWrongWithAClosureIsNamedOnce(String body, String named) {
        RunningApi.Answer answer = close(raised(AUDITOR), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).containsOnlyOnce("\"field\":\"" + named + "\"");
    }

    @Test
    void aNoteHasFourHundredCharactersAtMost() {
        String alert = raised(AUDITOR);

        assertThat(close(alert, "{\"finding\":\"APPROPRIATE\",\"note\":\"" + "n".repeat(401) + "\"}")
                        .status())
                .isEqualTo(400);
        assertThat(close(alert, "{\"finding\":\"APPROPRIATE\",\"note\":\"" + "n".repeat(400) + "\"}")
                        .status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AUDITOR", "AUDIT_APPROVER", "CLAIMS", "REGISTER", "B0570"})
    void onlyGovernanceReviews(String activity) {
        assertThat(sent(api(review), "/access-log/search", activity, "{\"reason\":\"r\"}", null)
                        .status())
                .isEqualTo(403);
        assertThat(sent(api(review), "/access-alerts/search", activity, "{\"reason\":\"r\"}", null)
                        .status())
                .isEqualTo(403);
        assertThat(sent(api(review), "/access-alerts/" + raised(AUDITOR) + "/closure", activity, "{}", null)
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoCannotBePutOnRecordIsShownNothing() {
        AccessReviewing silent = new AccessReviewing(
                records,
                records,
                export -> Optional.empty(),
                access -> {
                    throw new HistoryUnavailable("silent");
                },
                InstantSource.fixed(AT));

        assertThat(sent(api(silent), "/access-log/search", "GOVERNANCE", "{\"reason\":\"r\"}", null)
                        .status())
                .isEqualTo(503);
        assertThat(sent(api(silent), "/access-alerts/search", "GOVERNANCE", "{\"reason\":\"r\"}", null)
                        .status())
                .isEqualTo(503);
    }

    private static AccessToHistory access(AccessKind kind, Officer officer, Set<String> conditions) {
        return AccessToHistory.attempt(kind, officer, AT)
                .because("why")
                .by(conditions)
                .about(AccessSubject.of(CHECK))
                .ended(AccessOutcome.SUCCEEDED);
    }

    private static AuditApi api(ReviewAccesses review) {
        return new AuditApi(
                new LedgerApiTest.NoHistory(),
                LedgerApiTest.NOTHING_TO_PROVE,
                review,
                SampleCursors.CURSORS,
                new AuditSite("rtec.example"));
    }

    private String raised(Officer officer) {
        records.add(access(AccessKind.CHECK_VIEW, officer, Set.of()));
        List<JsonObject> alerts = json(alerts("{\"reason\":\"r\",\"to\":\"2026-03-02T09:00:01Z\"}"))
                .getJsonArray("alerts")
                .getValuesAs(JsonObject.class);
        return alerts.get(alerts.size() - 1).getString("id");
    }

    private RunningApi.Answer log(String body, String accept) {
        return sent(api(review), "/access-log/search", "GOVERNANCE", body, accept);
    }

    private JsonObject fhir(String body) {
        RunningApi.Answer answer = log(body, "application/fhir+json");
        assertThat(answer.status()).isEqualTo(200);
        return json(answer);
    }

    private static JsonObject event(JsonObject bundle) {
        return bundle.getJsonArray("entry").getJsonObject(0).getJsonObject("resource");
    }

    private RunningApi.Answer alerts(String body) {
        return sent(api(review), "/access-alerts/search", "GOVERNANCE", body, null);
    }

    private RunningApi.Answer close(String alert, String body) {
        return sent(api(review), "/access-alerts/" + alert + "/closure", "GOVERNANCE", body, null);
    }

    private static RunningApi.Answer sent(Api api, String path, String activity, String body, @Nullable String accept) {
        RunningApi.Call call = new RunningApi(api)
                .call("POST", path)
                .by(SampleTokens.officer(activity, SampleTokens::unchanged))
                .body("application/json", body);
        return (accept == null ? call : call.header("Accept", accept)).send();
    }

    private static JsonObject json(RunningApi.Answer answer) {
        return read(answer.body());
    }

    private static JsonObject read(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }
}
