package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

// An upstream that is silent: a prompt 503 with a row in the ledger that says so, or an answer without it.
@ArquillianTest
@RunAsClient
class SilentUpstreamIT {

    /** The whole check's deadline, and what a loaded machine may add to it. */
    private static final Duration PROMPT = Duration.ofMillis(2_000 + 1_500);

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @AfterEach
    void everythingAnswersAgain() {
        rtec.resetSandbox();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> rtec.search(rtec.token("pharmacist"), Question.MEDICAL.json())
                                .statusCode()
                        == 200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"status\":503,\"rate\":1}",
                "{\"latencyMs\":20000,\"rate\":1}",
                "{\"kind\":\"html\",\"rate\":1}",
                "{\"kind\":\"truncated\",\"rate\":1}",
                "{\"kind\":\"refuse\",\"rate\":1}"
            })
    void silentDemographicsMeanThatNothingCanBeSaid(String fault) {
        rtec.fault("pds", fault);
        String token = rtec.token("pharmacist");
        Instant asked = Instant.now();

        HttpResponse<String> answer = rtec.search(token, Question.WITHOUT_CERTIFICATE.json());

        assertThat(Duration.between(asked, Instant.now())).isLessThan(PROMPT);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        List<JsonObject> checks = rtec.checksOf(Question.WITHOUT_CERTIFICATE.prescriptionId()).stream()
                .filter(check -> !Instant.parse(check.getString("askedAt")).isBefore(asked.minusMillis(1)))
                .toList();
        assertThat(checks).hasSize(1);
        assertThat(checks.get(0).getString("outcome")).isEqualTo("UNDETERMINED");
        assertThat(checks.get(0).getString("reason")).startsWith("PDS_");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pds", "oauth", "eps"})
    void anAnswerThatIsOnlyLateIsAnAnswer(String upstream) {
        rtec.forgetAccessTokens();
        rtec.fault(upstream, "{\"latencyMs\":50,\"rate\":1}");

        assertThat(rtec.search(rtec.token("pharmacist"), Question.MATERNITY.json())
                        .statusCode())
                .isEqualTo(200);
        assertThat(rtec.checksOf(Question.MATERNITY.prescriptionId()).get(0).getString("reason"))
                .isEqualTo("CERTIFICATE");
    }

    @Test
    void aSilentTrackerIsRecordedAndTheCheckGoesOn() {
        rtec.fault("eps", "{\"status\":503,\"rate\":1}");

        HttpResponse<String> answer = rtec.search(rtec.token("pharmacist"), Question.MATERNITY.json());

        assertThat(answer.statusCode()).isEqualTo(200);
        JsonObject newest = rtec.checksOf(Question.MATERNITY.prescriptionId()).get(0);
        HttpResponse<String> view =
                rtec.get(rtec.http("/audit/v1/checks/" + newest.getString("id")), rtec.token("auditor"));
        assertThat(Rtec.json(view.body()).getJsonObject("prescription").getString("answer"))
                .isEqualTo("NO_ANSWER");
    }
}
