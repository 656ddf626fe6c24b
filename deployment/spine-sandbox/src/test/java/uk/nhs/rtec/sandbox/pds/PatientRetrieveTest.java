package uk.nhs.rtec.sandbox.pds;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

class PatientRetrieveTest {
    private static final String BASE = "/personal-demographics/FHIR/R4";
    private static final String REQUEST_ID = "60E0B220-8136-4CA5-AE46-1D97EF59D068";
    private static final String ERROR_SYSTEM = "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode";

    private SandboxUnderTest sandbox;
    private String token;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
        token = sandbox.accessToken();
    }

    private Asking asking(String method, String path) {
        return Asking.of(method, BASE + path)
                .with("Authorization", "Bearer " + token)
                .with("X-Request-ID", REQUEST_ID);
    }

    private Answer patient(String number) {
        return sandbox.ask(asking("GET", "/Patient/" + number));
    }

    private static JsonObject body(Answer answer) {
        return JsonText.readObject(answer.bodyText()).orElseThrow();
    }

    @Test
    void aRecordIsAnsweredWithItsVersionAsETag() {
        Answer answer = patient("9434765919");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).contains("application/fhir+json");
        assertThat(answer.headers()).containsEntry("ETag", "W/\"3\"").containsEntry("X-Request-ID", REQUEST_ID);
        JsonObject patient = body(answer);
        assertThat(patient.getString("birthDate")).isEqualTo("2010-01-01");
        assertThat(patient.getJsonArray("name").getJsonObject(0).getString("family"))
                .isEqualTo("Parker");
        assertThat(patient.getJsonArray("address").getJsonObject(0).getString("postalCode"))
                .isEqualTo("NE3 2JH");
    }

    @Test
    void notFoundIsWordForWord() {
        assertThat(patient("9111231130").bodyText())
                .isEqualTo(
                        "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"information\","
                                + "\"code\":\"not-found\",\"details\":{\"coding\":[{\"system\":\"" + ERROR_SYSTEM
                                + "\",\"version\":\"1\",\"code\":\"RESOURCE_NOT_FOUND\",\"display\":\"Resource not found\"}]}}]}");
    }

    @ParameterizedTest
    @CsvSource({
        "9111231130, 404, RESOURCE_NOT_FOUND,   nobody has it",
        "9000000000, 400, INVALID_RESOURCE_ID,  a wrong check digit",
        "90000000,   400, INVALID_RESOURCE_ID,  too short",
        "9990003343, 404, INVALIDATED_RESOURCE, invalidated"
    })
    void whatCannotBeAnsweredIsSpinesOwnFhir(String number, int status, String code, String remark) {
        Answer answer = patient(number);

        assertThat(answer.status()).as(remark).isEqualTo(status);
        assertThat(answer.contentType()).contains("application/fhir+json");
        assertThat(code(answer)).isEqualTo(code);
        assertThat(answer.headers()).containsEntry("X-Request-ID", REQUEST_ID);
    }

    private static String code(Answer answer) {
        return issue(answer)
                .getJsonObject("details")
                .getJsonArray("coding")
                .getJsonObject(0)
                .getString("code");
    }

    private static JsonObject issue(Answer answer) {
        return body(answer).getJsonArray("issue").getJsonObject(0);
    }

    @Test
    void aSupersededNumberLeadsToTheSurvivingRecord() {
        assertThat(body(patient("5900053636")).getString("id")).isEqualTo("9732019395");
    }

    @Test
    void ofARestrictedRecordNothingLeavesThatTellsAPlace() {
        sandbox.ask(Asking.put("/_control/patients/9990000018", """
                {"resourceType":"Patient","meta":{"versionId":"9","security":[{"code":"V"}]},"name":[{"family":"Kept"}],
                 "birthDate":"1980-01-01","address":[{"postalCode":"LS1 1AA"}],"telecom":[],"contact":[],
                 "generalPractitioner":[],"extension":[
                  {"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace"},
                  {"url":"https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-NominatedPharmacy"}]}"""));

        assertThat(body(patient("9990000018")).keySet())
                .containsExactlyInAnyOrder("resourceType", "id", "meta", "name", "birthDate");
    }

    @Test
    void aDeathAndItsNoticeStayOnARestrictedRecord() {
        JsonObject janet = body(patient("9000000025"));

        assertThat(janet.keySet()).contains("name", "gender", "birthDate", "deceasedDateTime", "extension");
        assertThat(janet.keySet()).doesNotContain("address", "telecom", "contact", "generalPractitioner");
    }

    @Test
    void aMinimalRecordIsANumberAndAVersion() {
        assertThat(body(patient("9000000033")).keySet())
                .containsExactlyInAnyOrder("resourceType", "id", "identifier", "meta");
    }

    @ParameterizedTest
    @CsvSource({
        "'',                      Empty Authorization header",
        "Bearer,                  Missing access token",
        "Basic dXNlcjpwYXNz,      'Invalid token type ''Basic'', must be ''Bearer'''",
        "Bearer notOneOfOurs,     Invalid Access Token"
    })
    void aWrongAuthorizationHeaderIsRefusedByTheGateway(String header, String diagnostics) {
        assertUnauthorised(
                sandbox.ask(asking("GET", "/Patient/9434765919").with("Authorization", header)), diagnostics);
    }

    @Test
    void soIsNone() {
        assertUnauthorised(
                sandbox.ask(asking("GET", "/Patient/9434765919").without("Authorization")),
                "Missing Authorization header");
    }

    @Test
    void soIsATokenAfterTenMinutes() {
        sandbox.pass(Duration.ofMinutes(10));

        assertUnauthorised(patient("9434765919"), "Access Token expired");
    }

    private static void assertUnauthorised(Answer answer, String diagnostics) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.contentType()).contains("application/json");
        assertThat(code(answer)).isEqualTo("ACCESS_DENIED");
        assertThat(issue(answer).getString("code")).isEqualTo("forbidden");
        assertThat(issue(answer).getString("diagnostics")).isEqualTo(diagnostics);
        assertThat(answer.headers()).containsEntry("X-Request-ID", REQUEST_ID);
    }

    @Test
    void aMissingRequestIdIsSpinesOwnRefusalAndIsNotMirrored() {
        Answer answer = sandbox.ask(asking("GET", "/Patient/9434765919").without("X-Request-ID"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(code(answer)).isEqualTo("MISSING_VALUE");
        assertThat(issue(answer).getString("diagnostics"))
                .isEqualTo("Invalid request with error - X-Request-ID header must be supplied to access this resource");
        assertThat(answer.headers()).doesNotContainKey("X-Request-ID");
    }

    @Test
    void aMalformedRequestIdIsTheGatewaysRefusalAndIsMirrored() {
        Answer answer = sandbox.ask(asking("GET", "/Patient/9434765919")
                .with("X-Request-ID", "1234")
                .with("X-Correlation-ID", "any.value at all"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).contains("application/json");
        assertThat(code(answer)).isEqualTo("INVALID_VALUE");
        assertThat(issue(answer).getString("diagnostics")).isEqualTo("Invalid value - '1234' in header 'X-Request-ID'");
        assertThat(answer.headers())
                .containsEntry("X-Request-ID", "1234")
                .containsEntry("X-Correlation-ID", "any.value at all");
    }

    @Test
    void anEmptyRequestIdIsAnInvalidOne() {
        Answer answer = sandbox.ask(asking("GET", "/Patient/9434765919").with("X-Request-ID", ""));

        assertThat(issue(answer).getString("diagnostics")).isEqualTo("Invalid value - '' in header 'X-Request-ID'");
        assertThat(answer.headers()).doesNotContainKey("X-Request-ID");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,     /HelloWorld,             400, UNSUPPORTED_REQUEST",
        "PATCH,   /Patient/9434765919,     403, INVALID_METHOD",
        "POST,    /Patient,                403, INVALID_METHOD",
        "PUT,     /Patient/9434765919,     400, UNSUPPORTED_SERVICE",
        "OPTIONS, /Patient/9434765919,     502, UNKNOWN_ERROR"
    })
    void whatAnApplicationMayNotDoIsRefused(String method, String path, int status, String code) {
        Answer answer = sandbox.ask(asking(method, path));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(code(answer)).isEqualTo(code);
    }

    @Test
    void theTokenIsCheckedBeforeAnythingElse() {
        Answer answer = sandbox.ask(Asking.get(BASE + "/HelloWorld").with("X-Request-ID", "1234"));

        assertThat(answer.status()).isEqualTo(401);
    }

    @Test
    void thePathIsCheckedBeforeTheRequestId() {
        assertThat(code(sandbox.ask(asking("GET", "/HelloWorld").with("X-Request-ID", "1234"))))
                .isEqualTo("UNSUPPORTED_REQUEST");
    }
}
