package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

// Every endpoint, every role, and tokens that are wrong in one thing each.
@ArquillianTest
@RunAsClient
class WhoMayCallIT {

    private static final String CHECK = "/rtec-api-gateway/search";

    private static final List<String> ROLES = List.of(
            "pharmacist",
            "no-activity",
            "register-officer",
            "auditor",
            "audit-approver",
            "claims-officer",
            "governance");

    /** Every operation that the document tells of, and whose work it is. */
    private static final String OPERATIONS = """
            POST /rtec-api-gateway/search                       pharmacist
            POST /rtec-api-gateway/v1.0.0/search                pharmacist
            POST /rtec-api-gateway/1.0.0/search                 pharmacist
            POST /register/v1/certificates                      register-officer
            POST /register/v1/certificates/import               register-officer
            POST /register/v1/certificates/search               register-officer
            GET /register/v1/certificates/{number}              register-officer
            POST /register/v1/certificates/{number}/revocation  register-officer
            POST /register/v1/imports                           register-officer
            GET /register/v1/imports/{id}                       register-officer
            DELETE /register/v1/imports/{id}                    register-officer
            GET /register/v1/imports/{id}/refused               register-officer
            POST /register/v1/covid-exemptions                  register-officer
            POST /register/v1/covid-exemptions/import           register-officer
            GET /register/v1/covid-exemptions/unverified        register-officer
            GET /register/v1/covid-exemptions/{recordId}        register-officer
            POST /register/v1/covid-exemptions/{recordId}/decision register-officer
            POST /register/v1/subscriptions/search              register-officer
            POST /register/v1/events/search                     register-officer
            GET /covid-medical-exemptions/FHIR/R4/QuestionnaireResponse covid-app
            POST /audit/v1/checks/search                        auditor
            GET /audit/v1/checks/{id}                           auditor
            GET /audit/v1/checks/{id}/evidence                  auditor
            GET /audit/v1/checks/{id}/evidence.pdf              auditor
            GET /audit/v1/integrity                             auditor
            GET /audit/v1/checkpoints                           auditor
            GET /audit/v1/checkpoints/access-log                auditor
            GET /audit/v1/checkpoints/{month}/consistency       auditor
            GET /audit/v1/statistics                            auditor
            POST /audit/v1/exports                              auditor
            GET /audit/v1/exports                               audit-approver
            GET /audit/v1/exports/{id}                          auditor audit-approver
            POST /audit/v1/exports/{id}/approval                audit-approver
            GET /audit/v1/exports/{id}/file                     auditor
            GET /audit/v1/exports/{id}/manifest                 auditor audit-approver
            POST /audit/v1/covid-attempts/search                auditor governance
            POST /audit/v1/access-log/search                    governance
            POST /audit/v1/access-alerts/search                 governance
            POST /audit/v1/access-alerts/{id}/closure           governance
            POST /audit/v1/claims/imports                       claims-officer auditor
            GET /audit/v1/claims/imports/{id}                   claims-officer auditor
            DELETE /audit/v1/claims/imports/{id}                claims-officer auditor
            GET /audit/v1/claims/imports/{id}/refused           claims-officer auditor
            POST /audit/v1/claims/search                        claims-officer auditor
            GET /audit/v1/claims/summary                        claims-officer auditor
            POST /audit/v1/claims/exports                       claims-officer auditor
            GET /audit/v1/claims/exports                        audit-approver
            GET /audit/v1/claims/exports/{id}                   claims-officer auditor audit-approver
            POST /audit/v1/claims/exports/{id}/approval         audit-approver
            GET /audit/v1/claims/exports/{id}/file              claims-officer auditor
            GET /audit/v1/claims/exports/{id}/manifest          claims-officer auditor audit-approver
            """;

    /** What a search without a body needs in its address. */
    private static final Map<String, String> QUERIES = Map.of(
            "POST /register/v1/imports", "?kind=certificates",
            "GET /audit/v1/statistics", "?from=2026-01-01&to=2026-01-31&by=day",
            "GET /audit/v1/claims/summary", "?from=2026-01-01&to=2026-01-31",
            "GET /audit/v1/checkpoints/{month}/consistency", "?from=1&to=1",
            "GET /audit/v1/exports", "?state=AWAITING_APPROVAL",
            "GET /audit/v1/claims/exports", "?state=AWAITING_APPROVAL");

    /** Its own rules, and its errors in FHIR's form, are tested with the API: here it is that nobody else is served. */
    private static final String OF_APPS = "GET /covid-medical-exemptions/FHIR/R4/QuestionnaireResponse";

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    /** The operation, as method and path, and who may. */
    private static Stream<List<String>> operations() {
        return OPERATIONS.lines().map(line -> List.of(line.split(" +", -1)));
    }

    private static String named(List<String> operation) {
        return operation.get(0) + " " + operation.get(1);
    }

    static Stream<Arguments> everyRole() {
        return operations().flatMap(operation -> ROLES.stream()
                .map(role -> Arguments.of(
                        role,
                        named(operation),
                        operation.subList(2, operation.size()).contains(role))));
    }

    @Test
    void everyOperationOfTheDocumentIsInTheTable() {
        JsonObject paths =
                Rtec.json(rtec.get(rtec.http("/openapi?format=JSON")).body()).getJsonObject("paths");
        List<String> documented = paths.keySet().stream()
                .flatMap(path -> paths.getJsonObject(path).keySet().stream()
                        .filter(member -> Set.of("get", "post", "put", "delete").contains(member))
                        .map(method -> method.toUpperCase(Locale.ROOT) + " " + path))
                .toList();

        assertThat(operations().map(WhoMayCallIT::named)).containsExactlyInAnyOrderElementsOf(documented);
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @MethodSource("everyRole")
    void nobodyDoesTheWorkOfAnother(String role, String operation, boolean allowed) {
        HttpResponse<String> answer =
                rtec.send(request(operation).header("Authorization", "Bearer " + rtec.token(role)));

        if (allowed) {
            assertThat(answer.statusCode()).isNotIn(401, 403, 500, 503);
            return;
        }
        if (operation.equals(OF_APPS)) {
            assertThat(answer.statusCode()).isIn(401, 403);
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("Bearer", "insufficient_scope"));
    }

    static Stream<String> everyOperation() {
        return operations().map(WhoMayCallIT::named).filter(operation -> !operation.equals(OF_APPS));
    }

    @ParameterizedTest
    @MethodSource("everyOperation")
    void nobodyWithoutATokenIsServed(String operation) {
        HttpResponse<String> answer = rtec.send(request(operation));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
    }

    static Stream<Arguments> everyOperationWithABody() {
        return everyOperation()
                .filter(operation -> operation.startsWith("POST"))
                .flatMap(operation -> Stream.of("image/png", "foo", "application/json;charset=iso-8859-1")
                        .map(type -> Arguments.of(operation, type)));
    }

    @ParameterizedTest(name = "{0} with {1}")
    @MethodSource("everyOperationWithABody")
    void whoHasNoTokenIsNotToldWhatElseIsWrong(String operation, String type) {
        HttpResponse<String> answer = rtec.send(HttpRequest.newBuilder(address(operation))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString("x")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
    }

    static Stream<Arguments> everyGet() {
        return operations()
                .filter(operation -> operation.get(0).equals("GET"))
                .filter(operation -> !named(operation).equals(OF_APPS))
                .map(operation -> Arguments.of(operation.get(2), named(operation)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("everyGet")
    void whoAsksForTheHeadersOfAnAnswerOnlyIsRefused(String role, String operation) {
        HttpResponse<String> answer = rtec.send(HttpRequest.newBuilder(address(operation))
                .header("Authorization", "Bearer " + rtec.token(role))
                .method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).contains("GET, OPTIONS");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "expires_in=-60,                         has expired",
        "expires_in=301,                         lives too long",
        "issuer=https://elsewhere.example,       another issuer",
        "audience=urn:nhs:other,                 for somebody else",
        "kid=unknown,                            signed with an unknown key",
        "omit=requesting_organization,           no organisation",
        "omit=requesting_device,                 no system",
        "omit=requesting_practitioner,           no practitioner",
        "omit=reason_for_request,                no reason",
        "omit=sub,                               no subject",
        "omit=iat,                               not said when it was issued",
        "omit=exp,                               never expires",
        "organisation=FFFFF,                     the locums' organisation",
        "asid=12345,                             not an ASID",
    })
    void aTokenThatIsWrongInOneThingIsRefused(String wrong, String remark) {
        HttpResponse<String> answer = rtec.search(rtec.tokenOf("user=pharmacist&" + wrong), Question.MEDICAL.json());

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("invalid_token"));
    }

    @Test
    void eitherAlgorithmServes() {
        HttpResponse<String> answer = rtec.search(rtec.tokenOf("user=pharmacist&alg=RS256"), Question.MEDICAL.json());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void theSystemThatSendsIsTheOneThatTheTokenNames() {
        String token = rtec.tokenOf("user=pharmacist&asid=226732150041");

        assertThat(sentBy("226732150041", token).statusCode()).isEqualTo(200);
        assertThat(sentBy("226732150042", token).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> sentBy(String asid, String token) {
        return rtec.send(HttpRequest.newBuilder(rtec.http(CHECK))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Ssp-From", asid)
                .POST(BodyPublishers.ofString(Question.MEDICAL.json())));
    }

    private URI address(String operation) {
        String path = operation
                        .substring(operation.indexOf(' ') + 1)
                        .replace("{id}", "6f1c0d3e-0000-4000-8000-000000000000")
                        .replace("{month}", "1999-01")
                        .replace("{number}", "NOBODY-S")
                        .replace("{recordId}", "NOBODY-S")
                + QUERIES.getOrDefault(operation, "");
        return rtec.http(path);
    }

    private HttpRequest.Builder request(String operation) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address(operation));
        if (!operation.startsWith("POST")) {
            return request.method(operation.substring(0, operation.indexOf(' ')), BodyPublishers.noBody());
        }
        boolean isFile = operation.endsWith("/import") || operation.endsWith("/imports");
        return request.header("Content-Type", isFile ? "text/csv" : "application/json")
                .POST(BodyPublishers.ofString(
                        isFile
                                ? "x\n"
                                : operation.contains("gateway") ? Question.MEDICAL.json() : "{\"reason\":\"test\"}"));
    }
}
