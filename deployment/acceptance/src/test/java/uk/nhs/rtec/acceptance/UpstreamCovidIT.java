package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

// A server whose COVID-19 exemptions are those of a national service: the sandbox that stands beside it.
class UpstreamCovidIT {

    private static final String API = "/covid-medical-exemptions/FHIR/R4/QuestionnaireResponse";
    private static final String FORM = "https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption";
    private static final String USER_SCOPE = "urn:nhsd:apim:user-nhs-login:P9:covid-medical-exemptions";
    private static final String EXEMPT = "9990548021";
    private static final String OTHER = "9990548072";

    /** A second and a half for all tries towards the upstream, and what a loaded machine may add to them. */
    private static final Duration PROMPT = Duration.ofSeconds(3);

    private static final FaultTimes times = new FaultTimes();

    private static @Nullable OwnServer server;

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private static Rtec rtec;

    @BeforeAll
    static void start() {
        server = OwnServer.onH2("covid-upstream", ports -> List.of("rtec.covid.source=upstream"));
        rtec = server.start();
    }

    @AfterAll
    static void stop() {
        times.write("failure-matrix-covid.txt");
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void everythingAnswersAgain() {
        rtec.resetSandbox();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        byApp(EXEMPT).statusCode() == 200 && byPatient(EXEMPT).statusCode() == 200);
    }

    @ParameterizedTest
    @CsvSource({"9990548021, 1", "9990548072, 2", "9990548013, 3", "9990548064, 4"})
    void anAppAndThePatientAreToldWhatTheUpstreamHolds(String number, String code) {
        for (HttpResponse<String> answer : List.of(byApp(number), byPatient(number))) {
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+json");
            JsonObject entry = Rtec.json(answer.body()).getJsonArray("entry").getJsonObject(0);
            assertThat(entry.toString()).contains("\"value\":\"" + number + "\"", "\"code\":\"" + code + "\"");
        }
    }

    @Test
    void ofSomebodyWithoutAnyTheAnswerIsAnEmptyBundle() {
        assertThat(byApp("9990548005").body()).isEqualTo("{\"resourceType\":\"Bundle\",\"type\":\"searchset\"}");
        assertThat(byPatient("9990548005").body()).isEqualTo(byApp("9990548005").body());
    }

    @Test
    void whoAsksAboutAnotherIsRefusedBeforeTheUpstreamIsAsked() {
        int before = received();

        assertThat(asked(userToken(), OTHER, idToken(EXEMPT)).statusCode()).isEqualTo(401);
        assertThat(asked(userToken(), EXEMPT, rtec.tokenOf("user=patient&proofing=P5&nhs_number=" + EXEMPT))
                        .statusCode())
                .isEqualTo(401);

        assertThat(received()).isEqualTo(before);
    }

    @Test
    void patientsAreAskedForInTheirOwnNameAndNotInTheApplications() throws IOException {
        register(
                "urn:nhsd:apim:app:level3:personal-demographics-service",
                "urn:nhsd:apim:app:level3:covid-medical-exemptions");

        assertThat(byApp(EXEMPT).statusCode()).isEqualTo(200);
        assertThat(byPatient(EXEMPT).statusCode()).isEqualTo(503);
    }

    @Test
    void tokensThatTheUpstreamRefusesAreReplaced() {
        assertThat(byApp(EXEMPT).statusCode()).isEqualTo(200);

        rtec.forgetAccessTokens();

        assertThat(byApp(EXEMPT).statusCode()).isEqualTo(200);
    }

    static Stream<FaultRow> rows() {
        return FaultRow.of("covid");
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aFaultOfTheUpstreamIsAnsweredPromptlyAndNeverAsNoExemption(FaultRow row) {
        rtec.fault(row.upstream(), row.control());

        for (boolean patient : new boolean[] {false, true}) {
            String token = patient ? userToken() : rtec.token("covid-app");
            String identity = patient ? idToken(EXEMPT) : null;
            long start = System.nanoTime();
            HttpResponse<String> answer = asked(token, EXEMPT, identity);
            Duration took = Duration.ofNanos(System.nanoTime() - start);

            times.add("%s (%s): %d ms".formatted(row, patient ? "patient" : "app", took.toMillis()));
            assertThat(took).isLessThan(PROMPT);
            assertThat(answer.statusCode()).isEqualTo(row.status());
            if (row.status() == 200) {
                assertThat(answer.body()).contains(EXEMPT);
            } else {
                assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    @Test
    void aStatusThatIsNotItsOwnIsNeverNoExemption() {
        rtec.fault("covid", "{\"status\":404,\"rate\":1}");

        assertThat(byApp(EXEMPT).statusCode()).isEqualTo(503);
        assertThat(byPatient(EXEMPT).statusCode()).isEqualTo(503);
    }

    @Test
    void aSilentTokenServiceIsAPrompt503ToPatients() {
        rtec.fault("oauth", "{\"status\":500,\"rate\":1}");

        assertThat(byPatient(EXEMPT).statusCode()).isEqualTo(503);
    }

    @Test
    void anAnswerAboutAnotherPersonIsNotBelieved() {
        rtec.control("/covid-exemptions/" + EXEMPT, byApp(OTHER).body());

        assertThat(byApp(EXEMPT).statusCode()).isEqualTo(503);
    }

    @Test
    void nothingOfItIsLogged() throws IOException {
        rtec.fault("covid", "{\"kind\":\"refuse\",\"rate\":1}");
        String identity = idToken(EXEMPT);
        asked(userToken(), EXEMPT, identity);

        assertThat(Files.readString(rtec.serverLog()))
                .contains("COVID-19 exemptions gave no answer")
                .doesNotContain(EXEMPT, OTHER, identity);
    }

    private int received() {
        return Rtec.json(rtec.get(rtec.sandbox("/spine-sandbox/_control")).body())
                .getJsonObject("calls")
                .getJsonObject("covid")
                .getInt("received");
    }

    /** The demo's application with these scopes only. */
    private void register(String... scopes) throws IOException {
        rtec.control(
                "/applications/rtec-demo",
                Json.createObjectBuilder()
                        .add("keyId", "rtec-demo-1")
                        .add("publicKey", Files.readString(rtec.clientCertificate()))
                        .add("scopes", Json.createArrayBuilder(List.of(scopes)))
                        .build()
                        .toString());
    }

    private static HttpResponse<String> byApp(String number) {
        return asked(rtec.token("covid-app"), number, null);
    }

    private static HttpResponse<String> byPatient(String number) {
        return asked(userToken(), number, idToken(number));
    }

    private static String userToken() {
        return rtec.tokenOf("user=covid-app&scope=" + USER_SCOPE);
    }

    private static String idToken(String number) {
        return rtec.tokenOf("user=patient&nhs_number=" + number);
    }

    private static HttpResponse<String> asked(String token, String number, @Nullable String idToken) {
        String identifier = URLEncoder.encode("https://fhir.nhs.uk/Id/nhs-number|" + number, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        rtec.http(API + "?patient.identifier=" + identifier + "&questionnaire=" + FORM))
                .header("Authorization", "Bearer " + token);
        return rtec.send(idToken == null ? request : request.header("NHSD-User-Identity", idToken));
    }
}
