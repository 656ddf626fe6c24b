package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// A record comes in, is verified, and is told to the patient's own app and to nobody else.
@ArquillianTest
@RunAsClient
class CovidExemptionIT {

    private static final String REGISTER = "/register/v1/covid-exemptions";
    private static final String API = "/covid-medical-exemptions/FHIR/R4/QuestionnaireResponse";
    private static final String FORM = "https://fhir.nhs.uk/Questionnaire/COVIDVaccinationMedicalExemption";
    private static final String USER_SCOPE = "urn:nhsd:apim:user-nhs-login:P9:covid-medical-exemptions";
    private static final Question BILAL = Question.MEDICAL;

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void aRecordIsAnsweredOnceItsNumberIsVerified() {
        String id = taken("name", "Bilal Rahman");
        assertThat(record(id).getString("standing")).isIn("PENDING", "VERIFIED");

        await().atMost(Duration.ofSeconds(60))
                .until(() -> record(id).getString("standing").equals("VERIFIED"));

        HttpResponse<String> toApp = asked(appToken(), BILAL.nhsNumber(), null);
        assertThat(toApp.statusCode()).isEqualTo(200);
        assertThat(toApp.headers().firstValue("Content-Type")).hasValue("application/fhir+json");
        assertThat(toApp.headers().firstValue("X-Correlation-ID")).hasValue("Mixed-CASE_1");
        assertThat(toApp.body())
                .contains("\"id\":\"" + id + "\"", "\"display\":\"Bilal Rahman\"", "{\"valueString\":\"null\"}");

        HttpResponse<String> toPatient = asked(userToken(), BILAL.nhsNumber(), idToken(BILAL.nhsNumber(), "P9"));
        assertThat(toPatient.statusCode()).isEqualTo(200);
        assertThat(toPatient.body()).contains(id);

        assertThat(decided(id, "NO_LONGER_REQUIRED").statusCode()).isEqualTo(204);
        assertThat(asked(appToken(), BILAL.nhsNumber(), null).body()).doesNotContain(id);
    }

    @Test
    void whatCannotBeVerifiedWaitsForAnOfficerWhoDecidesOnce() {
        String id = taken("name", "Somebody Else");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> record(id).getString("standing").equals("UNVERIFIED"));

        HttpResponse<String> queue = rtec.get(rtec.http(REGISTER + "/unverified"), rtec.token("register-officer"));
        assertThat(queue.body()).contains(id, "NAME_DIFFERS");
        assertThat(asked(appToken(), BILAL.nhsNumber(), null).body()).doesNotContain(id);

        assertThat(decided(id, "CONFIRMED").statusCode()).isEqualTo(204);
        assertThat(decided(id, "REJECTED").statusCode()).isEqualTo(409);
        assertThat(asked(appToken(), BILAL.nhsNumber(), null).body()).contains(id);
    }

    @Test
    void aFileIsTakenInOnce() {
        String id = id();
        String file = "record_id,nhs_number,name,birth_date,status,period_start,period_end\n"
                + id + "," + BILAL.nhsNumber() + ",Bilal Rahman," + BILAL.dob() + ",4,2026-01-10,\n"
                + "?,1,Xyzzy9,x,5,,\n";

        JsonObject first = imported(file);

        assertThat(first.getInt("accepted")).isEqualTo(1);
        assertThat(first.getJsonArray("refused")).hasSize(6);
        assertThat(first.toString()).doesNotContain("Xyzzy");
        assertThat(imported(file).getInt("unchanged")).isEqualTo(1);
    }

    @Test
    void whoAsksAboutAnotherIsRefusedAndPutOnRecordAndNothingOfItIsLogged() throws IOException {
        long before = attempts();
        HttpResponse<String> answer =
                asked(userToken(), Question.MATERNITY.nhsNumber(), idToken(BILAL.nhsNumber(), "P9"));

        assertOutcome(answer, 401, "NHS number in request doesn't match NHS number in NHS login account");
        assertThat(Files.readString(rtec.serverLog()))
                .doesNotContain(BILAL.nhsNumber(), Question.MATERNITY.nhsNumber());
        assertThat(attempts()).isEqualTo(before + 1);
    }

    /** How often Bilal asked about that other patient, as governance is shown it. */
    private long attempts() {
        HttpResponse<String> answer = rtec.post(
                rtec.http("/audit/v1/covid-attempts/search"),
                rtec.token("governance"),
                "application/json",
                "{\"reason\":\"acceptance\",\"app\":\"covid-demo-app\",\"limit\":500,\"nhsNumber\":\""
                        + BILAL.nhsNumber() + "\"}");
        assertThat(answer.statusCode()).isEqualTo(200);
        return Rtec.json(answer.body()).getJsonArray("attempts").getValuesAs(JsonObject.class).stream()
                .filter(attempt -> attempt.getString("ownNhsNumber").equals(BILAL.nhsNumber())
                        && attempt.getString("askedNhsNumber").equals(Question.MATERNITY.nhsNumber()))
                .count();
    }

    @Test
    void onlyAuditorsAndGovernanceSeeTheAttempts() {
        for (String user : new String[] {"register-officer", "claims-officer", "pharmacist"}) {
            assertThat(rtec.post(
                                    rtec.http("/audit/v1/covid-attempts/search"),
                                    rtec.token(user),
                                    "application/json",
                                    "{\"reason\":\"acceptance\"}")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "P5, Unauthorized, not known well enough",
        "P0, Unauthorized, hardly known",
        "P7, Missing or invalid ID token, no level at all"
    })
    void aPatientWhoIsNotKnownWellEnoughIsRefused(String level, String diagnostics, String remark) {
        assertOutcome(asked(userToken(), BILAL.nhsNumber(), idToken(BILAL.nhsNumber(), level)), 401, diagnostics);
    }

    @Test
    void everyOtherTokenIsRefusedInFhir() {
        assertOutcome(asked(userToken(), BILAL.nhsNumber(), null), 401, "Missing or invalid ID token");
        assertOutcome(asked(userToken(), BILAL.nhsNumber(), "x"), 401, "Missing or invalid ID token");
        for (String wrong : new String[] {
            "user=pharmacist",
            "user=register-officer",
            "user=patient",
            "user=covid-app&expires_in=-60",
            "user=covid-app&key=foreign",
            "user=covid-app&kid=unknown",
            "user=covid-app&scope=urn:nhsd:apim:app:level3:personal-demographics-service",
            "user=covid-app&claim.client_id=stranger"
        }) {
            assertOutcome(asked(rtec.tokenOf(wrong), BILAL.nhsNumber(), null), 401, "Provided access token is invalid");
        }
        HttpResponse<String> nobody =
                rtec.send(HttpRequest.newBuilder(rtec.http(API)).header("X-Correlation-ID", "c"));
        assertOutcome(nobody, 401, "Provided access token is invalid");
        assertThat(nobody.headers().firstValue("X-Correlation-ID")).hasValue("c");
    }

    @Test
    void anAppsTokenServesNoOtherApi() {
        assertThat(rtec.search(appToken(), Question.MEDICAL.json()).statusCode())
                .isEqualTo(401);
        assertThat(rtec.get(rtec.http(REGISTER + "/unverified"), appToken()).statusCode())
                .isEqualTo(401);
        assertThat(rtec.get(rtec.http(REGISTER + "/unverified"), rtec.token("auditor"))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whatIsWrongWithAQuestionIsSaidInFhir() {
        assertOutcome(
                rtec.get(rtec.http(API + "?questionnaire=" + FORM), appToken()),
                400,
                "Missing required request parameters: [patient.identifier]");
        assertOutcome(
                rtec.get(rtec.http(API + "?patient.identifier=" + identifier(BILAL.nhsNumber())), appToken()),
                400,
                "Missing or invalid required request parameters: [questionnaire]");
    }

    private static void assertOutcome(HttpResponse<String> answer, int status, String diagnostics) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/fhir+json");
        assertThat(answer.body())
                .isEqualTo("{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\","
                        + "\"code\":\"processing\",\"diagnostics\":\"" + diagnostics + "\"}]}");
        assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent()).isEqualTo(status == 401);
    }

    private HttpResponse<String> asked(String token, String number, @Nullable String idToken) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        rtec.http(API + "?patient.identifier=" + identifier(number) + "&questionnaire=" + FORM))
                .header("Authorization", "Bearer " + token)
                .header("X-Correlation-ID", "Mixed-CASE_1");
        return rtec.send(idToken == null ? request : request.header("NHSD-User-Identity", idToken));
    }

    private static String identifier(String number) {
        return URLEncoder.encode("https://fhir.nhs.uk/Id/nhs-number|" + number, StandardCharsets.UTF_8);
    }

    private String appToken() {
        return rtec.token("covid-app");
    }

    private String userToken() {
        return rtec.tokenOf("user=covid-app&scope=" + USER_SCOPE);
    }

    private String idToken(String number, String level) {
        return rtec.tokenOf("user=patient&nhs_number=" + number + "&proofing=" + level);
    }

    /** Takes Bilal's record in, but for one detail. */
    private String taken(String member, String value) {
        String id = id();
        JsonObject record = Rtec.json("{\"recordId\":\"" + id + "\",\"nhsNumber\":\"" + BILAL.nhsNumber()
                + "\",\"name\":\"Bilal Rahman\",\"birthDate\":\"" + BILAL.dob()
                + "\",\"status\":\"1\",\"periodStart\":\"2026-01-10T09:30:00+00:00\",\"periodEnd\":null}");
        String body =
                Json.createObjectBuilder(record).add(member, value).build().toString();
        HttpResponse<String> answer =
                rtec.post(rtec.http(REGISTER), rtec.token("register-officer"), "application/json", body);
        assertThat(answer.statusCode()).isEqualTo(201);
        return id;
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private JsonObject record(String id) {
        HttpResponse<String> answer = rtec.get(rtec.http(REGISTER + "/" + id), rtec.token("register-officer"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return Rtec.json(answer.body());
    }

    private HttpResponse<String> decided(String id, String decision) {
        return rtec.send(HttpRequest.newBuilder(rtec.http(REGISTER + "/" + id + "/decision"))
                .header("Authorization", "Bearer " + rtec.token("register-officer"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"decision\":\"" + decision + "\"}")));
    }

    private JsonObject imported(String file) {
        HttpResponse<String> answer =
                rtec.post(rtec.http(REGISTER + "/import"), rtec.token("register-officer"), "text/csv", file);
        assertThat(answer.statusCode()).isEqualTo(200);
        return Rtec.json(answer.body());
    }
}
