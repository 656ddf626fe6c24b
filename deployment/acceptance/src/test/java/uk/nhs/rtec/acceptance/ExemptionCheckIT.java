package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

// Checks as a dispensing system makes them, each found again by an auditor.
@ArquillianTest
@RunAsClient
class ExemptionCheckIT {

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    static Stream<Arguments> found() {
        return Stream.of(
                Arguments.of("the published example, verbatim", Question.PETER_PARKER, "9005", "0005"),
                Arguments.of("maternity", Question.MATERNITY, "9005", "0005"),
                Arguments.of("medical", Question.MEDICAL, "9180", "0006"),
                Arguments.of("under 16", Question.UNDER_SIXTEEN, "0002", "0002"),
                Arguments.of("60 or over", Question.SIXTY_OR_OVER, "0002", "0002"),
                Arguments.of("asked for by a superseded number", Question.SUPERSEDED, "9180", "0006"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("found")
    void anExemptionOnRecordIsFoundAndInTheLedgerOnce(String remark, Question question, String type, String category) {
        List<JsonObject> before = rtec.checksOf(question.prescriptionId());

        HttpResponse<String> answer = rtec.search(rtec.token("pharmacist"), question.json());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        JsonObject body = Rtec.json(answer.body());
        assertThat(body.keySet()).containsExactlyInAnyOrder("message", "type");
        assertThat(body.getString("message")).isEqualTo("Exemption has been found");
        assertThat(body.getString("type")).isEqualTo(type);
        List<JsonObject> after = rtec.checksOf(question.prescriptionId());
        assertThat(after).hasSize(before.size() + 1);
        JsonObject check = after.get(0);
        assertThat(check.getString("outcome")).isEqualTo("EXEMPTION_FOUND");
        assertThat(check.getString("type")).isEqualTo(type);
        assertThat(check.getString("category")).isEqualTo(category);
        assertThat(check.getString("odsCode")).isEqualTo("FML84");
    }

    static Stream<Arguments> notFound() {
        return Stream.of(
                Arguments.of("no certificate", Question.WITHOUT_CERTIFICATE, "NO_EXEMPTION_FOUND", null),
                Arguments.of("a war pension covers some items only", Question.WAR_PENSION, "NO_EXEMPTION_FOUND", null),
                Arguments.of("restricted", Question.RESTRICTED, "NOT_CHECKED", "PATIENT_RESTRICTED"),
                Arguments.of("deceased", Question.DECEASED, "NOT_CHECKED", "PATIENT_DECEASED"),
                Arguments.of("invalidated", Question.INVALIDATED, "NOT_CHECKED", "PATIENT_INVALIDATED"),
                Arguments.of("unknown to PDS", Question.UNKNOWN, "NOT_CHECKED", "PATIENT_UNKNOWN"),
                Arguments.of(
                        "another surname", Question.MEDICAL.withSurname("Ramsay"), "NOT_CHECKED", "DETAILS_DIFFER"),
                Arguments.of(
                        "another postcode", Question.MEDICAL.withPostcode("BD7 1AC"), "NOT_CHECKED", "DETAILS_DIFFER"),
                Arguments.of(
                        "somebody else's prescription",
                        Question.MEDICAL.withPrescription("5E5978-A99968-1F558Y"),
                        "NOT_CHECKED",
                        "PRESCRIPTION_OF_ANOTHER"),
                Arguments.of(
                        "no such prescription",
                        Question.MEDICAL.withPrescription("A1B2C3-A99968-00F0DK"),
                        "NOT_CHECKED",
                        "PRESCRIPTION_UNKNOWN"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notFound")
    void whateverTheReasonTheAnswerIsTheSameAndTheReasonIsInTheLedgerOnly(
            String remark, Question question, String outcome, String reason) {
        HttpResponse<String> answer = rtec.search(rtec.token("pharmacist"), question.json());

        HttpResponse<String> model = rtec.search(rtec.token("pharmacist"), Question.WITHOUT_CERTIFICATE.json());
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEqualTo("{\"message\":\"Exemption has not been found\",\"type\":null}");
        assertThat(lasting(answer)).isEqualTo(lasting(model));
        JsonObject check = rtec.checksOf(question.prescriptionId()).stream()
                .filter(found -> found.getString("outcome").equals(outcome))
                .findFirst()
                .orElseThrow();
        assertThat(check.getString("reason", null)).isEqualTo(reason);
    }

    /** All headers but the date. */
    private static Map<String, List<String>> lasting(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
        headers.remove("date");
        return headers;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/rtec-api-gateway/search", "/rtec-api-gateway/v1.0.0/search", "/rtec-api-gateway/1.0.0/search"})
    void everyPublishedPathServes(String path) {
        HttpResponse<String> answer =
                rtec.post(rtec.http(path), rtec.token("pharmacist"), "application/json", Question.MEDICAL.json());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void answersOverHttpsToo() {
        HttpResponse<String> answer = rtec.post(
                rtec.https("/rtec-api-gateway/search"),
                rtec.token("pharmacist"),
                "application/json",
                Question.MEDICAL.json());

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void aRepeatWithTheSameRequestIdIsAnsweredAgainAndRecordedOnce() {
        String id = UUID.randomUUID().toString();
        int before = rtec.checksOf(Question.MEDICAL.prescriptionId()).size();

        HttpResponse<String> first = withRequestId(id, Question.MEDICAL);
        HttpResponse<String> second = withRequestId(id, Question.MEDICAL);
        HttpResponse<String> other = withRequestId(id, Question.MATERNITY);

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(rtec.checksOf(Question.MEDICAL.prescriptionId())).hasSize(before + 1);
        assertThat(other.statusCode()).isEqualTo(400);
        assertThat(Rtec.json(other.body()).getString("message")).isEqualTo("Please provide a valid request");
    }

    private HttpResponse<String> withRequestId(String id, Question question) {
        return rtec.send(HttpRequest.newBuilder(rtec.http("/rtec-api-gateway/search"))
                .header("Authorization", "Bearer " + rtec.token("pharmacist"))
                .header("Content-Type", "application/json")
                .header("X-Request-ID", id)
                .POST(BodyPublishers.ofString(question.json())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"good", "bad", "none"})
    void theCorrelationIdComesBackOnEveryAnswer(String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(rtec.http("/rtec-api-gateway/search"))
                .header("Content-Type", "application/json")
                .header("X-Correlation-ID", "Till 7 / 12:01")
                .POST(BodyPublishers.ofString(Question.MEDICAL.json()));
        if (!token.equals("none")) {
            request.header("Authorization", "Bearer " + (token.equals("good") ? rtec.token("pharmacist") : "x.y.z"));
        }

        HttpResponse<String> answer = rtec.send(request);

        assertThat(answer.headers().firstValue("X-Correlation-ID")).hasValue("Till 7 / 12:01");
        assertThat(answer.statusCode()).isEqualTo(token.equals("good") ? 200 : 401);
    }
}
