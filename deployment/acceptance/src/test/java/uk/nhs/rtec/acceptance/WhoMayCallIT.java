package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
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
    private static final String IMPORT = "/register/v1/certificates/import";
    private static final String REGISTER = "/register/v1/certificates";
    private static final String FIND = "/register/v1/certificates/search";
    private static final String CERTIFICATE = "/register/v1/certificates/NOBODY-S";
    private static final String REVOKE = "/register/v1/certificates/NOBODY-S/revocation";
    private static final String SUBMIT = "/register/v1/imports?kind=certificates";
    private static final String JOB = "/register/v1/imports/6f1c0d3e-0000-4000-8000-000000000000";
    private static final String REFUSED = JOB + "/refused";
    private static final String SUBSCRIPTIONS = "/register/v1/subscriptions/search";
    private static final String EVENTS = "/register/v1/events/search";
    private static final String CLAIM_IMPORTS = "/audit/v1/claims/imports";
    private static final String CLAIM_SEARCH = "/audit/v1/claims/search";
    private static final String STATISTICS = "/audit/v1/statistics?from=2026-01-01&to=2026-01-31&by=day";
    private static final String ACCESS_LOG = "/audit/v1/access-log/search";
    private static final String ACCESS_ALERTS = "/audit/v1/access-alerts/search";
    private static final String CLOSURE = "/audit/v1/access-alerts/6f1c0d3e-0000-4000-8000-000000000000/closure";
    private static final String SEARCH = "/audit/v1/checks/search";
    private static final String VIEW = "/audit/v1/checks/6f1c0d3e-0000-4000-8000-000000000000";
    private static final String EXPORTS = "/audit/v1/exports";
    private static final String WAITING = "/audit/v1/exports?state=AWAITING_APPROVAL";
    private static final String EXPORT = "/audit/v1/exports/6f1c0d3e-0000-4000-8000-000000000000";
    private static final String APPROVAL = EXPORT + "/approval";
    private static final String FILE = EXPORT + "/file";
    private static final String MANIFEST = EXPORT + "/manifest";
    private static final String CLAIM_EXPORTS = "/audit/v1/claims/exports";
    private static final String CLAIM_EXPORT = "/audit/v1/claims/exports/6f1c0d3e-0000-4000-8000-000000000000";
    private static final String CLAIM_APPROVAL = CLAIM_EXPORT + "/approval";
    private static final String CLAIM_FILE = CLAIM_EXPORT + "/file";

    private static final String EVIDENCE = VIEW + "/evidence";
    private static final String DOCUMENT = VIEW + "/evidence.pdf";

    private static final List<String> ROLES = List.of(
            "pharmacist",
            "no-activity",
            "register-officer",
            "auditor",
            "audit-approver",
            "claims-officer",
            "governance");

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    static Stream<Arguments> everyRole() {
        return ROLES.stream()
                .flatMap(role -> Stream.of(
                        Arguments.of(role, CHECK, role.equals("pharmacist")),
                        Arguments.of(role, IMPORT, role.equals("register-officer")),
                        Arguments.of(role, REGISTER, role.equals("register-officer")),
                        Arguments.of(role, FIND, role.equals("register-officer")),
                        Arguments.of(role, CERTIFICATE, role.equals("register-officer")),
                        Arguments.of(role, REVOKE, role.equals("register-officer")),
                        Arguments.of(role, SUBMIT, role.equals("register-officer")),
                        Arguments.of(role, JOB, role.equals("register-officer")),
                        Arguments.of(role, REFUSED, role.equals("register-officer")),
                        Arguments.of(role, SUBSCRIPTIONS, role.equals("register-officer")),
                        Arguments.of(role, EVENTS, role.equals("register-officer")),
                        Arguments.of(role, CLAIM_IMPORTS, role.equals("claims-officer") || role.equals("auditor")),
                        Arguments.of(role, CLAIM_SEARCH, role.equals("claims-officer") || role.equals("auditor")),
                        Arguments.of(role, STATISTICS, role.equals("auditor")),
                        Arguments.of(role, ACCESS_LOG, role.equals("governance")),
                        Arguments.of(role, ACCESS_ALERTS, role.equals("governance")),
                        Arguments.of(role, CLOSURE, role.equals("governance")),
                        Arguments.of(role, SEARCH, role.equals("auditor")),
                        Arguments.of(role, EXPORTS, role.equals("auditor")),
                        Arguments.of(role, WAITING, role.equals("audit-approver")),
                        Arguments.of(
                                role,
                                EXPORT,
                                Set.of("auditor", "audit-approver").contains(role)),
                        Arguments.of(role, APPROVAL, role.equals("audit-approver")),
                        Arguments.of(role, FILE, role.equals("auditor")),
                        Arguments.of(
                                role,
                                MANIFEST,
                                Set.of("auditor", "audit-approver").contains(role)),
                        Arguments.of(
                                role,
                                CLAIM_EXPORTS,
                                Set.of("claims-officer", "auditor").contains(role)),
                        Arguments.of(role, CLAIM_APPROVAL, role.equals("audit-approver")),
                        Arguments.of(
                                role,
                                CLAIM_FILE,
                                Set.of("claims-officer", "auditor").contains(role)),
                        Arguments.of(role, VIEW, role.equals("auditor")),
                        Arguments.of(role, EVIDENCE, role.equals("auditor")),
                        Arguments.of(role, DOCUMENT, role.equals("auditor"))));
    }

    @ParameterizedTest(name = "{0} on {1}: {2}")
    @MethodSource("everyRole")
    void nobodyDoesTheWorkOfAnother(String role, String path, boolean allowed) {
        HttpResponse<String> answer = rtec.send(request(path).header("Authorization", "Bearer " + rtec.token(role)));

        if (allowed) {
            assertThat(answer.statusCode()).isNotIn(401, 403, 500, 503);
            return;
        }
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("Bearer", "insufficient_scope"));
    }

    static Stream<String> everyEndpoint() {
        return Stream.of(
                CHECK,
                IMPORT,
                REGISTER,
                FIND,
                CERTIFICATE,
                REVOKE,
                SUBMIT,
                JOB,
                REFUSED,
                SUBSCRIPTIONS,
                EVENTS,
                STATISTICS,
                ACCESS_LOG,
                ACCESS_ALERTS,
                CLOSURE,
                EXPORTS,
                WAITING,
                EXPORT,
                APPROVAL,
                FILE,
                MANIFEST,
                CLAIM_EXPORTS,
                CLAIM_EXPORT,
                CLAIM_APPROVAL,
                CLAIM_FILE,
                SEARCH,
                VIEW,
                EVIDENCE,
                DOCUMENT);
    }

    @ParameterizedTest
    @MethodSource("everyEndpoint")
    void nobodyWithoutATokenIsServed(String path) {
        HttpResponse<String> answer = rtec.send(request(path));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).startsWith("Bearer"));
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

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(rtec.http(path));
        return switch (path) {
            case CHECK ->
                request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Question.MEDICAL.json()));
            case IMPORT, SUBMIT, CLAIM_IMPORTS ->
                request.header("Content-Type", "text/csv").POST(BodyPublishers.ofString("x\n"));
            case REGISTER,
                    FIND,
                    REVOKE,
                    SUBSCRIPTIONS,
                    EVENTS,
                    CLAIM_SEARCH,
                    CLOSURE,
                    EXPORTS,
                    APPROVAL,
                    CLAIM_EXPORTS,
                    CLAIM_APPROVAL ->
                request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
            case SEARCH, ACCESS_LOG, ACCESS_ALERTS ->
                request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"reason\":\"test\"}"));
            default -> request.GET();
        };
    }
}
