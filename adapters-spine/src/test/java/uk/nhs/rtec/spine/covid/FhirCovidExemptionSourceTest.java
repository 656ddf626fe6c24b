package uk.nhs.rtec.spine.covid;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.application.covid.ExampleCovid.IMOGEN;
import static uk.nhs.rtec.application.covid.ExampleCovid.OTHER;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.covid.CovidExemptionSource;
import uk.nhs.rtec.application.covid.CovidExemptionSourceContract;
import uk.nhs.rtec.application.covid.CovidFindings;
import uk.nhs.rtec.application.covid.CovidFindings.Held;
import uk.nhs.rtec.application.covid.CovidFindings.NoAnswer;
import uk.nhs.rtec.application.covid.ExampleCovid;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.covid.CovidExemption;
import uk.nhs.rtec.domain.covid.CovidStatus;
import uk.nhs.rtec.domain.covid.ExemptionPeriod;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.access.OauthApi;
import uk.nhs.rtec.spine.access.OauthSettings;
import uk.nhs.rtec.spine.access.PatientTokens;
import uk.nhs.rtec.spine.access.TestKeys;
import uk.nhs.rtec.spine.access.TokenExchangeApi;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

@Timeout(20)
final class FhirCovidExemptionSourceTest implements CovidExemptionSourceContract {

    private static final String FHIR = "application/fhir+json";
    private static final String JSON = "application/json";
    private static final String UUID_SHAPE = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final String NONE = "{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}";
    private static final String PATIENT = "{\"id\":\"p1\",\"resourceType\":\"Patient\",\"birthDate\":\"1979-02-11\"}";
    private static final String ITEM_OPEN = "," + item("exemptionPeriodEnd", "{\"valueString\":\"null\"}");
    private static final String RIGHT = bundle(entry("A", "9990548021", "1", "2026-01-10T09:30:00+00:00", null));

    private final Map<String, String> held = new ConcurrentHashMap<>();
    private UpstreamStub covid;
    private UpstreamStub oauth;
    private FhirCovidExemptionSource source;

    @BeforeEach
    void start() {
        covid = new UpstreamStub();
        oauth = new UpstreamStub();
        oauth.always(token("token-1"));
        covid.always((exchange, closing) -> {
            String query = URLDecoder.decode(exchange.getRequestURI().getRawQuery(), StandardCharsets.UTF_8);
            String number = query.replaceAll(".*\\|([0-9]+).*", "$1");
            UpstreamStub.json(200, FHIR, held.getOrDefault(number, NONE)).serve(exchange, closing);
        });
        source = over(Clients.client(MedicalExemptionsApi.class, covid.url("/covid-medical-exemptions/FHIR/R4")));
    }

    @AfterEach
    void stop() {
        covid.close();
        oauth.close();
    }

    @Override
    public CovidExemptionSource source() {
        return source;
    }

    @Override
    public void holds(NhsNumber number, List<CovidExemption> exemptions) {
        held.put(
                number.inTheClear(),
                exemptions.isEmpty()
                        ? NONE
                        : bundle(exemptions.stream()
                                .map(FhirCovidExemptionSourceTest::entry)
                                .toArray(String[]::new)));
    }

    @Override
    public Instant now() {
        return NOW;
    }

    /** Whatever an upstream may answer, and what becomes of it: only a whole Bundle about the one asked says that there is none. */
    static Stream<Arguments> everyAnswer() {
        CovidFindings none = new Held(List.of());
        CovidFindings refused = new NoAnswer(Silence.REFUSED);
        CovidFindings unreadable = new NoAnswer(Silence.UNREADABLE);
        String start = "2026-01-10T09:30:00+00:00";
        String good = entry("A", "9990548021", "1", start, null);
        return Stream.of(
                row("one, open", 200, FHIR, RIGHT, heldFrom(start, null)),
                row("as JSON", 200, "application/json;charset=utf-8", RIGHT, heldFrom(start, null)),
                row("none", 200, FHIR, NONE, none),
                row(
                        "with an end",
                        200,
                        FHIR,
                        ends("2027-01-10T09:30:00+00:00"),
                        heldFrom(start, "2027-01-10T09:30:00Z")),
                row(
                        "with an offset",
                        200,
                        FHIR,
                        ends("2027-06-10T09:30:00+01:00"),
                        heldFrom(start, "2027-06-10T08:30:00Z")),
                row(
                        "with fractions",
                        200,
                        FHIR,
                        ends("2027-01-10T09:30:00.75Z"),
                        heldFrom(start, "2027-01-10T09:30:00Z")),
                row("to the end of a day", 200, FHIR, ends("2027-06-10"), heldFrom(start, "2027-06-10T22:59:59Z")),
                row("to the end of a month", 200, FHIR, ends("2027-02"), heldFrom(start, "2027-02-28T23:59:59Z")),
                row("to the end of a year", 200, FHIR, ends("2027"), heldFrom(start, "2027-12-31T23:59:59Z")),
                row("ended", 200, FHIR, ends("2026-11-21T08:59:59+00:00"), none),
                row(
                        "not begun",
                        200,
                        FHIR,
                        bundle(entry("A", "9990548021", "1", "2026-11-21T09:00:01+00:00", null)),
                        none),
                row("no item for the end", 200, FHIR, RIGHT.replace(ITEM_OPEN, ""), heldFrom(start, null)),
                row(
                        "contained as one object",
                        200,
                        FHIR,
                        RIGHT.replace("[" + PATIENT + "]", PATIENT),
                        heldFrom(start, null)),
                row("amended", 200, FHIR, RIGHT.replace("\"completed\"", "\"amended\""), heldFrom(start, null)),
                row("taken back", 200, FHIR, RIGHT.replace("\"completed\"", "\"entered-in-error\""), none),
                row("never finished", 200, FHIR, RIGHT.replace("\"completed\"", "\"stopped\""), none),
                row("under way", 200, FHIR, RIGHT.replace("\"completed\"", "\"in-progress\""), none),
                // What may hide an exemption, or is somebody else's.
                row(
                        "a status that FHIR does not know",
                        200,
                        FHIR,
                        RIGHT.replace("\"completed\"", "\"done\""),
                        unreadable),
                row("no status", 200, FHIR, RIGHT.replace("\"status\":\"completed\",", ""), unreadable),
                row(
                        "added in error, which is no status",
                        200,
                        FHIR,
                        bundle(entry("A", "9990548021", "5", start, null)),
                        unreadable),
                row(
                        "no longer required, which is none",
                        200,
                        FHIR,
                        bundle(entry("A", "9990548021", "6", start, null)),
                        unreadable),
                row("an unknown code", 200, FHIR, bundle(entry("A", "9990548021", "9", start, null)), unreadable),
                row(
                        "a code of another system",
                        200,
                        FHIR,
                        RIGHT.replace("CodeSystem/covid", "CodeSystem/flu"),
                        unreadable),
                row("another person", 200, FHIR, bundle(entry("A", "9990548072", "1", start, null)), unreadable),
                row(
                        "another person beside",
                        200,
                        FHIR,
                        bundle(good, entry("B", "9990548072", "1", start, null)),
                        unreadable),
                row("a number of another system", 200, FHIR, RIGHT.replace("Id/nhs-number", "Id/local"), unreadable),
                row("nobody's number", 200, FHIR, RIGHT.replace("\"subject\"", "\"object\""), unreadable),
                row("another questionnaire", 200, FHIR, RIGHT.replace("COVIDVaccination", "Flu"), unreadable),
                row("no name", 200, FHIR, RIGHT.replace("\"display\":\"Imogen", "\"text\":\"Imogen"), unreadable),
                row("no date of birth", 200, FHIR, RIGHT.replace("1979-02-11", "1979"), unreadable),
                row("born tomorrow", 200, FHIR, RIGHT.replace("1979-02-11", "2026-11-22"), unreadable),
                row("no id", 200, FHIR, RIGHT.replace("\"id\":\"A\"", "\"id\":7"), unreadable),
                row("no start", 200, FHIR, RIGHT.replace("exemptionPeriodStart", "start"), unreadable),
                row(
                        "a start that is none",
                        200,
                        FHIR,
                        bundle(entry("A", "9990548021", "1", "yesterday", null)),
                        unreadable),
                row("an end that is none", 200, FHIR, ends("2027-02-30T00:00:00Z"), unreadable),
                row("an end without an offset", 200, FHIR, ends("2027-02-20T00:00:00"), unreadable),
                row("an end in words", 200, FHIR, RIGHT.replace("\"null\"", "\"never\""), unreadable),
                row("JSON's null for an end", 200, FHIR, RIGHT.replace("\"null\"", "null"), unreadable),
                row("an end before the start", 200, FHIR, ends("2026-01-10T09:29:59+00:00"), unreadable),
                row(
                        "two statuses",
                        200,
                        FHIR,
                        RIGHT.replace("\"item\":[", "\"item\":[" + item("exemptionStatus", coding("3")) + ","),
                        unreadable),
                row("no items", 200, FHIR, RIGHT.replace("\"item\"", "\"items\""), unreadable),
                row("one good, one not", 200, FHIR, bundle(good, "{}"), unreadable),
                row("an entry that is no object", 200, FHIR, bundle(good, "7"), unreadable),
                row("an entry without a resource", 200, FHIR, bundle("{\"fullUrl\":\"a\"}"), unreadable),
                row("an outcome among the entries", 200, FHIR, bundle("{\"resource\":" + outcome() + "}"), unreadable),
                row("entries that are none", 200, FHIR, NONE.replace("}", ",\"entry\":{}}"), unreadable),
                row("null for entries", 200, FHIR, NONE.replace("}", ",\"entry\":null}"), unreadable),
                row("an empty array of entries", 200, FHIR, bundle(), unreadable),
                row(
                        "another page",
                        200,
                        FHIR,
                        RIGHT.replace("\"entry\"", "\"link\":[{\"relation\":\"next\",\"url\":\"x\"}],\"entry\""),
                        unreadable),
                row("another kind of Bundle", 200, FHIR, NONE.replace("searchset", "history"), unreadable),
                row("no kind of Bundle", 200, FHIR, "{\"resourceType\":\"Bundle\"}", unreadable),
                row("a Bundle in a Bundle's place", 200, FHIR, NONE.replace("Bundle", "Parameters"), unreadable),
                row("an outcome", 200, FHIR, outcome(), unreadable),
                row("nothing in an object", 200, FHIR, "{}", unreadable),
                row("no body", 200, FHIR, "", unreadable),
                row("an array", 200, FHIR, "[" + NONE + "]", unreadable),
                row("cut off", 200, FHIR, RIGHT.substring(0, RIGHT.length() - 9), unreadable),
                row("text after it", 200, FHIR, NONE + "{}", unreadable),
                row("a page", 200, "text/html", "<html></html>", unreadable),
                row("the right body as a page", 200, "text/html", NONE, unreadable),
                row("too large", 200, FHIR, NONE + " ".repeat(1 << 20), unreadable),
                row("no content", 204, FHIR, "", unreadable),
                row("in part", 206, FHIR, NONE, unreadable),
                row("elsewhere", 302, "text/html", "", unreadable),
                // Whatever is not 200 says nothing about anybody, not even with the body of a 200.
                row("bad request", 400, FHIR, outcome(), refused),
                row("the gateway's own 400", 400, JSON, "{\"error\":\"invalid_request\",}", refused),
                row("no token", 401, JSON, outcome(), refused),
                row("not allowed", 403, JSON, outcome(), refused),
                row("not found", 404, FHIR, outcome(), refused),
                row("not found, in a body that says none", 404, FHIR, NONE, refused),
                row("gone", 410, "text/html", "<html>Retired</html>", refused),
                row("too slow for itself", 408, JSON, "", refused),
                row("too many", 429, JSON, "", refused),
                row("broken", 500, JSON, outcome(), refused),
                row("bad gateway", 502, "text/html", "<html></html>", refused),
                row("away", 503, JSON, "", refused),
                row("away, in a body that says none", 503, FHIR, NONE, refused),
                row("gateway waited", 504, JSON, "", refused));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource
    void everyAnswer(String what, int status, String contentType, String body, CovidFindings expected) {
        covid.always(UpstreamStub.json(status, contentType, body));

        assertThat(source.currentOf(IMOGEN, byApp(), NOW)).isEqualTo(expected);
        assertThat(source.currentOf(IMOGEN, byPatient(IMOGEN), NOW)).isEqualTo(expected);
    }

    static Stream<Arguments> everySilence() {
        return Stream.of(
                Arguments.of("says nothing", UpstreamStub.silence(), Silence.TIMED_OUT),
                Arguments.of("trickles", UpstreamStub.trickles(FHIR), Silence.TIMED_OUT),
                Arguments.of("hangs up", UpstreamStub.hangsUp(), Silence.UNREACHABLE),
                Arguments.of("breaks off", UpstreamStub.breaksOff(FHIR, NONE), Silence.UNREACHABLE),
                Arguments.of("does not say what it is", UpstreamStub.untyped(200, NONE), Silence.UNREADABLE),
                Arguments.of(
                        "is not UTF-8",
                        UpstreamStub.bytes(200, FHIR, NONE.getBytes(StandardCharsets.UTF_16)),
                        Silence.UNREADABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everySilence(String what, Behaviour behaviour, Silence silence) {
        covid.always(behaviour);

        assertThat(source.currentOf(IMOGEN, byApp(), NOW)).isEqualTo(new NoAnswer(silence));
    }

    @Test
    void whereNobodyListensNobodyIsReached() {
        source = over(Clients.client(MedicalExemptionsApi.class, Clients.nobodyListens()));

        assertThat(source.currentOf(IMOGEN, byApp(), NOW)).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    static Stream<Arguments> whatFaultToleranceThrows() {
        return Stream.of(
                Arguments.of(new CircuitBreakerOpenException(), Silence.NOT_ASKED),
                Arguments.of(new BulkheadException(), Silence.NOT_ASKED),
                Arguments.of(new TimeoutException(), Silence.TIMED_OUT),
                Arguments.of(new IllegalStateException("anything else"), Silence.UNREADABLE));
    }

    @ParameterizedTest
    @MethodSource
    void whatFaultToleranceThrows(RuntimeException thrown, Silence silence) {
        source = over((patient, questionnaire, authorization, requestId, correlationId, identity) -> {
            throw thrown;
        });

        assertThat(source.currentOf(IMOGEN, byApp(), NOW)).isEqualTo(new NoAnswer(silence));
    }

    @Test
    void whatAnAppAsksIsWhatThePublishedApiTakes() {
        source.currentOf(IMOGEN, byApp(), NOW);

        UpstreamStub.Received request = covid.received().get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).startsWith("/covid-medical-exemptions/FHIR/R4/QuestionnaireResponse?");
        assertThat(request.target()).contains("%7C9990548021").doesNotContain("|");
        assertThat(parameters(request))
                .isEqualTo(Map.of(
                        "patient.identifier", "https://fhir.nhs.uk/Id/nhs-number|9990548021",
                        "questionnaire", "https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption"));
        assertThat(request.headers().get("Accept")).containsExactly(FHIR);
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer token-1");
        assertThat(request.headers().getFirst("X-Request-ID")).matches(UUID_SHAPE);
        assertThat(request.headers().getFirst("X-Correlation-ID")).matches(UUID_SHAPE);
        assertThat(request.headers().containsKey("NHSD-User-Identity")).isFalse();
        assertThat(oauth.received()).singleElement().satisfies(grant -> assertThat(grant.body())
                .contains("grant_type=client_credentials")
                .doesNotContain("subject_token"));
    }

    @Test
    void forAPatientTheSignInIsExchangedAndGoesOn() {
        source.currentOf(IMOGEN, byPatient(IMOGEN), NOW);

        assertThat(oauth.received()).singleElement().satisfies(grant -> assertThat(grant.body())
                .contains("grant_type=" + encoded("urn:ietf:params:oauth:grant-type:token-exchange"))
                .contains("subject_token=an.id.token"));
        UpstreamStub.Received request = covid.received().get(0);
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer token-1");
        assertThat(request.headers().get("NHSD-User-Identity")).containsExactly("an.id.token");
    }

    @Test
    void anAppsTokenIsKeptAndAPatientsNever() {
        source.currentOf(IMOGEN, byApp(), NOW);
        source.currentOf(OTHER, byApp(), NOW);
        assertThat(oauth.received()).hasSize(1);

        oauth.once(token("imogens"));
        source.currentOf(IMOGEN, byPatient(IMOGEN), NOW);
        oauth.once(token("others"));
        source.currentOf(OTHER, byPatient(OTHER), NOW);
        source.currentOf(IMOGEN, byApp(), NOW);

        assertThat(covid.received().stream().skip(2).map(request -> request.headers()
                        .getFirst("Authorization")))
                .containsExactly("Bearer imogens", "Bearer others", "Bearer token-1");
    }

    @ParameterizedTest(name = "by a patient: {0}")
    @ValueSource(booleans = {false, true})
    void aTokenThatWasRefusedIsReplacedOnceUnderTheSameIds(boolean patient) {
        held.put("9990548021", RIGHT);
        covid.once(UpstreamStub.json(401, JSON, outcome()));
        oauth.once(token("token-0"));

        assertThat(source.currentOf(IMOGEN, patient ? byPatient(IMOGEN) : byApp(), NOW))
                .isEqualTo(heldFrom("2026-01-10T09:30:00+00:00", null));
        assertThat(covid.received().stream().map(request -> request.headers().getFirst("Authorization")))
                .containsExactly("Bearer token-0", "Bearer token-1");
        assertThat(covid.received().stream()
                        .map(request -> request.headers().getFirst("X-Request-ID")
                                + request.headers().getFirst("X-Correlation-ID"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aSecondRefusalIsTheEndAndTheNextQuestionFetchesANewToken() {
        covid.always(UpstreamStub.json(401, JSON, outcome()));

        assertThat(source.currentOf(IMOGEN, byApp(), NOW)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(covid.received()).hasSize(2);
        assertThat(oauth.received()).hasSize(2);

        covid.always(UpstreamStub.json(200, FHIR, RIGHT));
        assertThat(source.currentOf(IMOGEN, byApp(), NOW)).isInstanceOf(Held.class);
        assertThat(oauth.received()).hasSize(3);
    }

    @Test
    void tooManyCallsAreNotRepeatedWhateverTheUpstreamSaysOfLater() {
        covid.always((exchange, closing) -> {
            exchange.getResponseHeaders().set("Retry-After", "0");
            UpstreamStub.empty(429).serve(exchange, closing);
        });

        assertThat(source.currentOf(IMOGEN, byApp(), NOW)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(covid.received()).hasSize(1);
    }

    @Test
    void withoutATokenTheUpstreamIsNotAsked() {
        oauth.always(UpstreamStub.json(401, JSON, "{\"error\":\"unauthorized_client\"}"));

        assertThat(source.currentOf(IMOGEN, byApp(), NOW)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(source.currentOf(IMOGEN, byPatient(IMOGEN), NOW)).isEqualTo(new NoAnswer(Silence.REFUSED));
        oauth.always(UpstreamStub.json(200, "text/html", "<html></html>"));
        assertThat(source.currentOf(IMOGEN, byPatient(IMOGEN), NOW)).isEqualTo(new NoAnswer(Silence.UNREADABLE));
        oauth.always(UpstreamStub.hangsUp());
        assertThat(source.currentOf(IMOGEN, byPatient(IMOGEN), NOW)).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
        assertThat(covid.received()).isEmpty();
    }

    @Test
    void nothingOfAPatientPrintsItself() {
        assertThat(byPatient(IMOGEN).toString()).doesNotContain("an.id.token", "9990548021");
    }

    private FhirCovidExemptionSource over(MedicalExemptionsApi api) {
        OauthSettings settings = new OauthSettings(
                oauth.url("/oauth2/token"), "key", "key-1", TestKeys.rsa().getPrivate());
        InstantSource clock = InstantSource.system();
        return new FhirCovidExemptionSource(
                api,
                new AccessTokens(Clients.client(OauthApi.class, oauth.url("/oauth2/token")), settings, clock),
                new PatientTokens(Clients.client(TokenExchangeApi.class, oauth.url("/oauth2/token")), settings, clock),
                clock);
    }

    private static Arguments row(String what, int status, String contentType, String body, CovidFindings expected) {
        return Arguments.of(what, status, contentType, body, expected);
    }

    private static CovidFindings heldFrom(String start, @Nullable String end) {
        return new Held(List.of(ExampleCovid.exemption(
                "A",
                IMOGEN,
                CovidStatus.EXEMPT_FROM_VACCINATION,
                new ExemptionPeriod(
                        OffsetDateTime.parse(start).toInstant(),
                        Optional.ofNullable(end).map(Instant::parse)))));
    }

    private static String ends(String end) {
        return bundle(entry("A", "9990548021", "1", "2026-01-10T09:30:00+00:00", end));
    }

    private static String bundle(String... entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"searchset\",\"entry\":[" + String.join(",", entries) + "]}";
    }

    private static String entry(CovidExemption exemption) {
        return entry(
                exemption.id().value(),
                exemption.nhsNumber().inTheClear(),
                exemption.status().code(),
                exemption.period().start().toString(),
                exemption.period().end().map(Instant::toString).orElse(null));
    }

    private static String entry(String id, String number, String code, String start, @Nullable String end) {
        String last = end == null ? "{\"valueString\":\"null\"}" : "{\"valueDateTime\":\"" + end + "\"}";
        return """
                {"fullUrl":"QuestionnaireResponse/%1$s","resource":{"resourceType":"QuestionnaireResponse","id":"%1$s",
                "questionnaire":"https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption","status":"completed",
                "subject":{"reference":"#p1","identifier":{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%2$s"},
                "display":"Imogen Ashdown-Okafor"},"contained":[%3$s],"item":[%4$s,%5$s,%6$s]}}""".formatted(
                        id,
                        number,
                        PATIENT,
                        item("exemptionStatus", coding(code)),
                        item("exemptionPeriodStart", "{\"valueDateTime\":\"" + start + "\"}"),
                        item("exemptionPeriodEnd", last));
    }

    private static String item(String linkId, String answer) {
        return "{\"linkId\":\"" + linkId + "\",\"answer\":[" + answer + "]}";
    }

    private static String coding(String code) {
        return "{\"valueCoding\":{\"system\":\"https://fhir.nhs.uk/CodeSystem/covid-vaccination-medical-exemption\","
                + "\"code\":\"" + code + "\",\"display\":\"whatever\"}}";
    }

    private static String outcome() {
        return "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"processing\"}]}";
    }

    private static Behaviour token(String token) {
        return UpstreamStub.json(
                200, JSON, "{\"access_token\":\"" + token + "\",\"expires_in\":\"599\",\"token_type\":\"Bearer\"}");
    }

    private static Map<String, String> parameters(UpstreamStub.Received request) {
        return Stream.of(request.target().split("\\?", 2)[1].split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
