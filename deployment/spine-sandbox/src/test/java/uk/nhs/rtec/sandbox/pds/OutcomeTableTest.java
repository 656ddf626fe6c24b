package uk.nhs.rtec.sandbox.pds;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** Every row of PDS's table of refusals (A7), and the order in which its checks come (A4). */
class OutcomeTableTest {

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    @ParameterizedTest(name = "A7: {0}")
    @MethodSource("uk.nhs.rtec.sandbox.pds.OutcomeTable#table")
    void everyRefusalIsWordForWord(OutcomeTable.Row row) {
        Answer answer = row.deed().apply(sandbox);

        assertThat(answer.status()).isEqualTo(row.status());
        assertThat(answer.contentType()).contains(row.mediaType());
        JsonObject outcome = JsonText.readObject(answer.bodyText()).orElseThrow();
        assertThat(outcome.keySet()).containsExactly("resourceType", "issue");
        assertThat(outcome.getString("resourceType")).isEqualTo("OperationOutcome");
        assertThat(outcome.getJsonArray("issue")).hasSize(1);
        JsonObject issue = outcome.getJsonArray("issue").getJsonObject(0);
        assertThat(issue.getString("severity")).isEqualTo(row.severity());
        assertThat(issue.getString("code")).isEqualTo(row.issueCode());
        assertThat(issue.getJsonObject("details").toString())
                .isEqualTo("{\"coding\":[{\"system\":\"https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode\","
                        + "\"version\":\"1\",\"code\":\"" + row.code() + "\",\"display\":\"" + row.display() + "\"}]}");
        String said = row.said();
        if (said == null) {
            assertThat(issue.containsKey("diagnostics")).isFalse();
        } else if (said.endsWith("...")) {
            assertThat(issue.getString("diagnostics")).startsWith(said.substring(0, said.length() - 3));
        } else {
            assertThat(issue.getString("diagnostics")).isEqualTo(said);
        }
    }

    @Test
    void onlyAnUnavailableServiceSaysWhenToComeBack() {
        assertThat(OutcomeTable.broken(503).apply(sandbox).headers()).containsEntry("Retry-After", "5");
        assertThat(OutcomeTable.twiceUnder("{\"quotaPerMinute\":1}")
                        .apply(sandbox)
                        .headers())
                .doesNotContainKey("Retry-After");
    }

    /** A request that is wrong in every way, put right one step at a time, is refused for the next reason each time. */
    @Test
    void a4TheChecksComeInTheirOrder() {
        String staff = sandbox.accessTokenFor("user=healthcare-worker");
        String stranger = sandbox.accessTokenFor("user=patient&nhs_number=9000000009");
        Asking wrong = Asking.get(OutcomeTable.BASE + "/HelloWorld")
                .with("X-Request-ID", "1")
                .with("NHSD-Session-URID", "x");
        assertThat(code(wrong)).as("1: the token").isEqualTo("401 ACCESS_DENIED");

        sandbox.ask(Asking.put("/_control/rate-limits/pds", "{\"apiPerMinute\":1}"));
        wrong.with("Authorization", "Bearer " + accessTokenForAnotherApi());
        assertThat(code(wrong)).as("3: the scope, the first being let through").isEqualTo("403 ACCESS_DENIED");
        assertThat(code(wrong)).as("2: the limits").isEqualTo("429 TOO_MANY_REQUESTS");
        sandbox.ask(Asking.put("/_control/rate-limits/pds", "{}"));
        assertThat(code(wrong)).as("3: the scope").isEqualTo("403 ACCESS_DENIED");

        wrong.with("Authorization", "Bearer " + staff);
        assertThat(code(wrong)).as("4: the path").isEqualTo("400 UNSUPPORTED_REQUEST");
        Asking retrieve = Asking.get(OutcomeTable.BASE + "/Patient/1")
                .with("Authorization", "Bearer " + staff)
                .with("X-Request-ID", "1")
                .with("NHSD-Session-URID", "x");
        assertThat(said(retrieve)).as("5: X-Request-ID").contains("'1' in header 'X-Request-ID'");
        retrieve.with("X-Request-ID", OutcomeTable.REQUEST_ID);
        assertThat(said(retrieve)).as("6: the role").contains("'x' in header 'NHSD-Session-URID'");
        retrieve.without("NHSD-Session-URID");
        retrieve.with("Authorization", "Bearer " + sandbox.accessTokenOfApplication("no-asid"));
        assertThat(said(retrieve)).as("7: the ASID").contains("No ASID");
        retrieve.with("Authorization", "Bearer " + stranger);
        assertThat(code(retrieve)).as("8: the mode").isEqualTo("403 ACCESS_DENIED");
        retrieve.with("Authorization", "Bearer " + sandbox.accessToken()).without("X-Request-ID");
        assertThat(code(retrieve)).as("9: Spine wants X-Request-ID").isEqualTo("400 MISSING_VALUE");
        retrieve.with("X-Request-ID", OutcomeTable.REQUEST_ID);
        assertThat(code(retrieve)).as("9: the number").isEqualTo("400 INVALID_RESOURCE_ID");
    }

    private String accessTokenForAnotherApi() {
        sandbox.registerOtherApplication("urn:nhsd:apim:app:level3:covid-medical-exemptions");
        return sandbox.accessTokenOfOtherApplication();
    }

    private String said(Asking asking) {
        return sandbox.ask(asking).bodyText();
    }

    private String code(Asking asking) {
        Answer answer = sandbox.ask(asking);
        return answer.status() + " "
                + JsonText.readObject(answer.bodyText())
                        .orElseThrow()
                        .getJsonArray("issue")
                        .getJsonObject(0)
                        .getJsonObject("details")
                        .getJsonArray("coding")
                        .getJsonObject(0)
                        .getString("code");
    }
}
