package uk.nhs.rtec.spine.pds;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.stream.Stream;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PatientDemographicsContract;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.patient.DateOfBirth;
import uk.nhs.rtec.domain.patient.Forename;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.patient.PatientRecord;
import uk.nhs.rtec.domain.patient.PatientRecord.Mark;
import uk.nhs.rtec.domain.patient.PatientTrace;
import uk.nhs.rtec.domain.patient.PatientTrace.NoAnswer;
import uk.nhs.rtec.domain.patient.PatientTrace.Traced;
import uk.nhs.rtec.domain.patient.PatientTrace.Untraced;
import uk.nhs.rtec.domain.patient.Postcode;
import uk.nhs.rtec.domain.patient.Surname;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.access.OauthApi;
import uk.nhs.rtec.spine.access.OauthSettings;
import uk.nhs.rtec.spine.access.TestKeys;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

@Timeout(20)
final class PdsPatientDemographicsTest implements PatientDemographicsContract {

    private static final String FHIR = "application/fhir+json";
    private static final String UUID_SHAPE = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-11-21T09:00:00Z"));

    private CallRate rate = CallRate.perSecond(0);
    private final Map<String, Behaviour> known = new ConcurrentHashMap<>();
    private UpstreamStub pds;
    private UpstreamStub oauth;
    private PdsPatientDemographics demographics;

    @BeforeEach
    void start() {
        pds = new UpstreamStub();
        oauth = new UpstreamStub();
        issues("token-1");
        pds.always(UpstreamStub.json(404, FHIR, outcome("RESOURCE_NOT_FOUND", "not-found")));
        demographics = over(Clients.client(PdsApi.class, pds.url("/personal-demographics/FHIR/R4")));
    }

    @AfterEach
    void stop() {
        pds.close();
        oauth.close();
    }

    @Override
    public PatientDemographics demographics() {
        return demographics;
    }

    @Override
    public void records(PatientRecord person) {
        answers(person.nhsNumber(), person);
    }

    @Override
    public void supersedes(NhsNumber superseded, PatientRecord survivor) {
        records(survivor);
        answers(superseded, survivor);
    }

    private void answers(NhsNumber asked, PatientRecord person) {
        known.put(
                "/personal-demographics/FHIR/R4/Patient/" + asked.inTheClear(),
                UpstreamStub.json(200, FHIR, body(person)));
        Behaviour unknown = UpstreamStub.json(404, FHIR, outcome("RESOURCE_NOT_FOUND", "not-found"));
        pds.always((exchange, closing) ->
                known.getOrDefault(exchange.getRequestURI().getPath(), unknown).serve(exchange, closing));
    }

    @Override
    public void invalidates(NhsNumber number) {
        pds.always(UpstreamStub.json(404, FHIR, outcome("INVALIDATED_RESOURCE", "processing")));
    }

    @Override
    public void fallsSilent(Silence silence) {
        switch (silence) {
            case TIMED_OUT -> pds.always(UpstreamStub.silence());
            case UNREACHABLE -> pds.always(UpstreamStub.hangsUp());
            case REFUSED -> pds.always(UpstreamStub.json(503, "application/json", outcome("UNKNOWN_ERROR", "unknown")));
            case UNREADABLE -> pds.always(UpstreamStub.json(200, "text/html", "<html></html>"));
            case NOT_ASKED ->
                demographics = over((number, authorization, requestId) -> {
                    throw new CircuitBreakerOpenException();
                });
        }
    }

    static Stream<Arguments> whatCannotBeRead() {
        return Stream.of(
                Arguments.of("a page", UpstreamStub.json(200, "text/html", "<html></html>")),
                Arguments.of("the right body of the wrong kind", UpstreamStub.json(200, "text/plain", patient(""))),
                Arguments.of("a kind that is none", UpstreamStub.json(200, "fhir", patient(""))),
                Arguments.of("no kind at all", UpstreamStub.untyped(200, patient(""))),
                Arguments.of("no body", UpstreamStub.json(200, FHIR, "")),
                Arguments.of("no body and no kind", UpstreamStub.empty(200)),
                Arguments.of("cut off", UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Patient\",\"id\":\"99905")),
                Arguments.of("an array", UpstreamStub.json(200, FHIR, "[" + patient("") + "]")),
                Arguments.of("text after it", UpstreamStub.json(200, FHIR, patient("") + "{}")),
                Arguments.of(
                        "not UTF-8", UpstreamStub.bytes(200, FHIR, patient("").getBytes(StandardCharsets.UTF_16))),
                Arguments.of("too deep", UpstreamStub.json(200, FHIR, "{\"a\":" + "[".repeat(100_000))),
                Arguments.of("ten megabytes", UpstreamStub.bytes(200, FHIR, tenMegabytes())),
                Arguments.of("no type", UpstreamStub.json(200, FHIR, "{\"id\":\"9990548021\"}")),
                Arguments.of(
                        "another type",
                        UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Bundle\",\"id\":\"9990548021\"}")),
                Arguments.of("no id", UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Patient\"}")),
                Arguments.of(
                        "an id that is a number",
                        UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Patient\",\"id\":9990548021}")),
                Arguments.of(
                        "an id with a wrong check digit",
                        UpstreamStub.json(200, FHIR, "{\"resourceType\":\"Patient\",\"id\":\"9990548022\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatCannotBeRead(String what, Behaviour behaviour) {
        pds.always(behaviour);

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.UNREADABLE));
    }

    @Test
    void aBodyThatBreaksOffIsAConnectionThatBroke() {
        pds.always(UpstreamStub.breaksOff(FHIR, patient("")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    @Test
    void whereNobodyListensNobodyIsReached() {
        demographics = over(Clients.client(PdsApi.class, Clients.nobodyListens()));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    @Test
    void aHostThatNobodyKnowsIsNotReached() {
        demographics = over(Clients.client(PdsApi.class, URI.create("http://pds.invalid/")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.UNREACHABLE));
    }

    @Test
    @Timeout(value = 2000, unit = TimeUnit.MILLISECONDS)
    void aBodyThatTricklesInIsGivenUp() {
        pds.always(UpstreamStub.trickles(FHIR));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.TIMED_OUT));
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
        demographics = over((number, authorization, requestId) -> {
            throw thrown;
        });

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(silence));
    }

    @Test
    void theRequestIsWhatPdsDocuments() {
        demographics.trace(IMOGENS);

        UpstreamStub.Received request = pds.received().get(0);
        assertThat(request.method()).isEqualTo("GET");
        assertThat(request.target()).isEqualTo("/personal-demographics/FHIR/R4/Patient/9990548021");
        assertThat(request.headers().get("Accept")).containsExactly(FHIR);
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer token-1");
        assertThat(request.headers().get("X-Request-ID"))
                .singleElement()
                .asString()
                .matches(UUID_SHAPE);
    }

    @Test
    void everyTraceHasARequestIdOfItsOwn() {
        demographics.trace(IMOGENS);
        demographics.trace(IMOGENS);

        assertThat(pds.received().stream().map(request -> request.headers().getFirst("X-Request-ID")))
                .doesNotHaveDuplicates();
    }

    @Test
    void aTokenThatWasRefusedIsReplacedAndTheCallMadeOnceMoreUnderTheSameRequestId() {
        pds.once(UpstreamStub.json(401, "application/json", outcome("ACCESS_DENIED", "forbidden")));
        records(IMOGEN);
        oauth.once(token("token-0"));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Traced(IMOGEN));
        assertThat(pds.received().stream().map(request -> request.headers().getFirst("Authorization")))
                .containsExactly("Bearer token-0", "Bearer token-1");
        assertThat(pds.received().stream()
                        .map(request -> request.headers().getFirst("X-Request-ID"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void aSecondRefusalIsTheEndAndTheNextTraceFetchesANewToken() {
        pds.always(UpstreamStub.json(401, "application/json", outcome("ACCESS_DENIED", "forbidden")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(pds.received()).hasSize(2);
        assertThat(oauth.received()).hasSize(2);

        records(IMOGEN);
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Traced(IMOGEN));
        assertThat(oauth.received()).hasSize(3);
    }

    @Test
    void whoHasNoTurnInTimeIsToldAtOnceAndPdsIsNotAsked() {
        atARateOf(1);

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Untraced(Untraced.Reason.UNKNOWN));
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.NOT_ASKED));
        assertThat(pds.received()).hasSize(1);
    }

    @Test
    void aRepeatAfterAFaultIsACallLikeAnyOther() {
        atARateOf(1);
        pds.always(UpstreamStub.json(503, "application/json", outcome("SERVICE_UNAVAILABLE", "timeout")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(pds.received()).hasSize(1);
    }

    @Test
    void aRepeatWithANewTokenIsACallLikeAnyOther() {
        atARateOf(1);
        pds.always(UpstreamStub.json(401, "application/json", outcome("ACCESS_DENIED", "forbidden")));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(pds.received()).hasSize(1);
    }

    @Test
    void withoutATokenNoTurnIsTaken() {
        atARateOf(1);
        oauth.once(UpstreamStub.json(401, "application/json", "{\"error\":\"invalid_request\"}"));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Untraced(Untraced.Reason.UNKNOWN));
    }

    /** How long PDS is left alone after it said that there are too many calls. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "'', 1000", // PDS documents none
        "0, 1000",
        "7, 7000",
        "'Sat, 21 Nov 2026 09:00:09 GMT', 9000",
        "3600, 30000",
        "soon, 1000"
    })
    void tooManyCallsMakeAPause(String retryAfter, long millis) {
        AtomicLong time = atARateOf(5);
        Behaviour tooMany = UpstreamStub.json(429, "application/json", outcome("TOO_MANY_REQUESTS", "value"));
        pds.once((exchange, closing) -> {
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", retryAfter);
            }
            tooMany.serve(exchange, closing);
        });

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        // A call may wait for 970 ms.
        time.set(TimeUnit.MILLISECONDS.toNanos(millis - 971));
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.NOT_ASKED));
        time.set(TimeUnit.MILLISECONDS.toNanos(millis));
        assertThat(demographics.trace(IMOGENS)).isEqualTo(new Untraced(Untraced.Reason.UNKNOWN));
        assertThat(pds.received()).hasSize(2);
    }

    /** In a time that stands still until it is set. */
    private AtomicLong atARateOf(int perSecond) {
        AtomicLong time = new AtomicLong();
        rate = new CallRate(perSecond, new CallRate.Time() {
            @Override
            public long nanos() {
                return time.get();
            }

            @Override
            public void pass(Condition changed, long nanos) {
                throw new IllegalStateException("nobody has the time to wait");
            }
        });
        demographics = over(Clients.client(PdsApi.class, pds.url("/personal-demographics/FHIR/R4")));
        return time;
    }

    @Test
    void withoutATokenPdsIsNotAsked() {
        oauth.always(UpstreamStub.json(401, "application/json", "{\"error\":\"invalid_request\"}"));

        assertThat(demographics.trace(IMOGENS)).isEqualTo(new NoAnswer(Silence.REFUSED));
        assertThat(pds.received()).isEmpty();
    }

    @Test
    void theRecordPublishedForTheSandboxCanBeVerifiedAlthoughEveryPeriodHasEnded() {
        records200("""
                "meta":{"versionId":"2","security":[{"code":"U"}]},
                "name":[{"id":"123","use":"usual","period":{"start":"2020-01-01","end":"2021-12-31"},"given":["Jane"],"family":"Smith"}],
                "birthDate":"2010-10-22",
                "address":[
                  {"use":"home","period":{"start":"2020-01-01","end":"2021-12-31"},"postalCode":"LS1 6AE"},
                  {"use":"temp","period":{"start":"2020-01-01","end":"2021-12-31"},"postalCode":"LS9 9ZZ"}]
                """);

        PatientRecord record = traced();
        assertThat(record.surname()).contains(new Surname("Smith"));
        assertThat(record.forename()).contains(new Forename("Jane"));
        assertThat(record.postcode()).contains(new Postcode("LS1 6AE"));
        assertThat(record.dateOfBirth()).contains(new DateOfBirth(LocalDate.of(2010, 10, 22)));
    }

    /** The day is 2026-11-21. */
    @ParameterizedTest(name = "{3}")
    @CsvSource({
        "'2020-01-01/', '2019-01-01/', FIRST, of two that hold the latest begun",
        "'/', '2019-01-01/', SECOND, one that began some day before one that always was",
        "'2019-01-01/2026-11-21', '/2025-12-31', FIRST, its last day still counts",
        "'2026-11-22/', '2001-01-01/2002-01-01', SECOND, an ended one before one to come",
        "'2001-01-01/2002-01-01', '2001-01-01/2003-01-01', SECOND, of the ended the last to end",
        "'2027-02-01/', '2027-01-01/', SECOND, of those to come the next",
        "'2026-11-21/', '2020-01-01/', FIRST, its first day counts",
        "'2010/2026', '2010/2025-11', FIRST, a year ends with its last day",
        "'2010/2026-11', '2010/2026-10', FIRST, a month ends with its last day",
        "'2010/2026-11-20T23:59:59+00:00', '2010/2026-11-21T00:00:00+00:00', SECOND, a time counts for its day",
        "'2030-01-01/2020-01-01', '2020-01-01/', SECOND, one that ends before it begins never holds",
        "'unknown/whenever', '2027-01-01/', FIRST, a period that cannot be read is open"
    })
    void theUsualNameIsTheOneThatStands(String first, String second, String expected, String why) {
        records200("\"name\":[" + name("usual", first, "FIRST") + "," + name("usual", second, "SECOND") + "]");

        assertThat(traced().surname()).as(why).contains(new Surname(expected));
    }

    @Test
    void namesAndAddressesOfAnotherUseAreNotTheUsualOnes() {
        records200("\"name\":[" + name("old", "/", "Before") + "," + name("nickname", "/", "Buddy")
                + "],\"address\":[{\"use\":\"temp\",\"postalCode\":\"LS1 6AE\"},{\"postalCode\":\"LS1 6AE\"}]");

        assertThat(traced()).isEqualTo(minimal(IMOGENS));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    "birthDate":"1979-02"                                   | a birth date without its day
                    "birthDate":"1979"                                      | a birth year
                    "birthDate":"1979-02-30"                                | a day that there never was
                    "birthDate":"2026-11-22"                                | a birth in the future
                    "birthDate":"1849-12-31"                                | a birth too long ago
                    "birthDate":19790211                                    | a birth date that is a number
                    "birthDate":null                                        | no birth date
                    "name":[{"use":"usual","family":"X Æ A-12"}]            | a name with digits
                    "name":[{"use":"usual","family":""}]                    | an empty name
                    "name":[{"use":"usual","family":"abcdefghijklmnopqrstuvwxyzabcdefghijk"}] | a name too long
                    "name":[{"use":"usual","family":{"text":"Smith"}}]      | a name that is an object
                    "name":[{"use":"usual","given":[]}]                     | no given name in the list
                    "name":[{"use":"usual","given":[7]}]                    | a given name that is a number
                    "name":[{"use":"usual","given":"Imogen"}]               | a given name that is no list
                    "name":"Imogen Ashdown-Okafor"                          | a name that is a text
                    "name":[null,"usual",[]]                                | names that are none
                    "address":[{"use":"home"}]                              | no postcode
                    "address":[{"use":"home","postalCode":"ZZ99"}]          | a postcode too short
                    "address":[{"use":"home","postalCode":"LS1  6AE"}]      | a postcode with two spaces
                    "address":[{"use":"home","line":["1 Mill Lane"],"postalCode":null}] | a postcode that is null
                    """)
    void whatIsNotOfItsKindCannotBeVerified(String members, String why) {
        records200(members);

        assertThat(traced()).as(why).isEqualTo(minimal(IMOGENS));
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
                    {"security":[{"code":"U","display":"unrestricted"}]} | unrestricted         | false
                    {"versionId":"1"}                                    | no label             | false
                    {"security":[]}                                      | no label in the list | true
                    {"security":"R"}                                     | no list of labels    | true
                    ["R"]                                                | meta of no kind      | true
                    {"security":[{"code":"R","display":"restricted"}]}   | restricted           | true
                    {"security":[{"code":"V"}]}                          | very restricted      | true
                    {"security":[{"code":"REDACTED"}]}                   | redacted             | true
                    {"security":[{"code":"S"}]}                          | sensitive            | true
                    {"security":[{"code":"u"}]}                          | a code of its own    | true
                    {"security":[{"code":"U"},{"code":"R"}]}             | one of two labels    | true
                    {"security":[{"display":"unrestricted"}]}            | a label without code | true
                    {"security":["U"]}                                   | a label of no kind   | true
                    """)
    void everyLabelButOneRestricts(String meta, String why, boolean restricted) {
        records200("\"meta\":" + meta);

        assertThat(traced().marks().contains(Mark.RESTRICTED)).as(why).isEqualTo(restricted);
    }

    @ParameterizedTest(name = "date {0}, status {1}: deceased {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    "2010-10-22T00:00:00+00:00" | 2    | true
                    "2010-10-22T00:00:00+00:00" | 1    | true
                    "2010-10-22"                |      | true
                    "2010"                      |      | true
                    "2010-10-22"                | U    | false
                    null                        | U    | false
                    null                        |      | false
                    null                        | 1    | true
                    null                        | 2    | true
                    """)
    void aDeathThatWasNotTakenBackMarksTheRecord(String date, String status, boolean deceased) {
        String extension = status == null ? "" : """
                ,"extension":[{"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-DeathNotificationStatus",
                  "extension":[{"url":"deathNotificationStatus","valueCodeableConcept":{"coding":[
                    {"system":"https://fhir.hl7.org.uk/CodeSystem/UKCore-DeathNotificationStatus","version":"1.0.0","code":"%s"}]}},
                    {"url":"systemEffectiveDate","valueDateTime":"2010-10-22T00:00:00+00:00"}]}]
                """.formatted(status);
        records200("\"deceasedDateTime\":" + date + extension);

        assertThat(traced().marks().contains(Mark.DECEASED)).isEqualTo(deceased);
    }

    private PdsPatientDemographics over(PdsApi api) {
        OauthSettings settings = new OauthSettings(
                oauth.url("/oauth2/token"),
                "an-api-key",
                "key-1",
                TestKeys.rsa().getPrivate());
        AccessTokens tokens =
                new AccessTokens(Clients.client(OauthApi.class, oauth.url("/oauth2/token")), settings, CLOCK);
        return new PdsPatientDemographics(
                api, tokens, new PdsSettings(Duration.ofMillis(1500)), rate.turnsOf(CallRate.Caller.CHECK), CLOCK);
    }

    private void issues(String token) {
        oauth.always(token(token));
    }

    private static Behaviour token(String token) {
        return UpstreamStub.json(
                200,
                "application/json",
                "{\"access_token\":\"%s\",\"expires_in\":\"599\",\"token_type\":\"Bearer\",\"issued_at\":\"1763756400000\"}"
                        .formatted(token));
    }

    private void records200(String members) {
        pds.always(UpstreamStub.json(200, FHIR, patient(members)));
    }

    private PatientRecord traced() {
        PatientTrace trace = demographics.trace(IMOGENS);
        assertThat(trace).isInstanceOf(Traced.class);
        return ((Traced) trace).record();
    }

    private static PatientRecord minimal(NhsNumber number) {
        return new PatientRecord(
                number, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of());
    }

    private static byte[] tenMegabytes() {
        byte[] body = new byte[10 << 20];
        Arrays.fill(body, (byte) ' ');
        return body;
    }

    private static String patient(String members) {
        return "{\"resourceType\":\"Patient\",\"id\":\"9990548021\"" + (members.isBlank() ? "" : "," + members) + "}";
    }

    private static String name(String use, String period, String family) {
        String[] ends = period.split("/", -1);
        String members = Stream.of(
                        ends[0].isEmpty() ? null : "\"start\":\"" + ends[0] + "\"",
                        ends[1].isEmpty() ? null : "\"end\":\"" + ends[1] + "\"")
                .filter(Objects::nonNull)
                .reduce((start, end) -> start + "," + end)
                .orElse("");
        return "{\"use\":\"%s\",\"period\":{%s},\"family\":\"%s\"}".formatted(use, members, family);
    }

    /** The members that PDS gives a person, in its order. */
    private static String body(PatientRecord person) {
        boolean restricted = person.marks().contains(Mark.RESTRICTED);
        StringBuilder body = new StringBuilder("{\"resourceType\":\"Patient\",\"id\":\"%s\""
                .formatted(person.nhsNumber().inTheClear()));
        body.append(
                ",\"meta\":{\"versionId\":\"7\",\"security\":[{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-Confidentiality\",\"code\":\"%s\"}]}"
                        .formatted(restricted ? "R" : "U"));
        person.surname()
                .ifPresent(surname -> body.append(
                        ",\"name\":[{\"use\":\"usual\",\"period\":{\"start\":\"2004-05-17\"}%s,\"family\":\"%s\"}]"
                                .formatted(
                                        person.forename()
                                                .map(given ->
                                                        ",\"given\":[\"%s\",\"Rae\"]".formatted(given.inTheClear()))
                                                .orElse(""),
                                        surname.inTheClear())));
        person.dateOfBirth().ifPresent(born -> body.append(",\"birthDate\":\"%s\"".formatted(born.inTheClear())));
        person.postcode()
                .ifPresent(postcode -> body.append(
                        ",\"address\":[{\"use\":\"home\",\"period\":{\"start\":\"2015-09-01\"},\"line\":[\"Flat 2\"],\"postalCode\":\"%s\"}]"
                                .formatted(postcode.inTheClear())));
        if (person.marks().contains(Mark.DECEASED)) {
            body.append(",\"deceasedDateTime\":\"2026-01-02T00:00:00+00:00\"");
        }
        return body.append("}").toString();
    }

    private static String outcome(String spineCode, String issueCode) {
        return """
                {"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"%s","details":{"coding":[{\
                "system":"https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode","version":"1","code":"%s"}]}}]}""".formatted(issueCode, spineCode);
    }
}
