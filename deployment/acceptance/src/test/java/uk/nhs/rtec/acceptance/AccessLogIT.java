package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// Whoever looks is looked at.
@ArquillianTest
@RunAsClient
class AccessLogIT {

    private static final String LOG = "/audit/v1/access-log/search";
    private static final String ALERTS = "/audit/v1/access-alerts";

    /** At one alert in twenty accesses, it takes worse luck than one in a thousand million to raise none. */
    private static final int ENOUGH = 420;

    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void whoLookedAtACheckIsFoundByGovernanceAsJsonAndAsFhir() {
        rtec.search(rtec.token("pharmacist"), Question.PETER_PARKER.json());
        String check = rtec.newestChecksOf(Question.PETER_PARKER.prescriptionId(), 1)
                .get(0)
                .getString("id");
        assertThat(rtec.get(rtec.http("/audit/v1/checks/" + check), rtec.token("auditor"))
                        .statusCode())
                .isEqualTo(200);

        JsonObject page =
                found(LOG, "{\"reason\":\"a complaint\",\"checkId\":\"" + check + "\",\"kind\":\"CHECK_VIEW\"}");

        assertThat(page.getInt("total")).isEqualTo(1);
        JsonObject access = page.getJsonArray("accesses").getJsonObject(0);
        assertThat(access.getString("checkId")).isEqualTo(check);
        JsonObject bundle = Rtec.json(fhir("{\"reason\":\"a complaint\",\"checkId\":\"" + check + "\"}"));
        assertThat(bundle.getString("resourceType")).isEqualTo("Bundle");
        assertThat(bundle.getJsonArray("entry").getValuesAs(JsonObject.class))
                .extracting(entry -> entry.getJsonObject("resource").getString("id"))
                .contains(access.getString("id"));
        assertThat(page.toString() + bundle).doesNotContain(Question.PETER_PARKER.prescriptionId());
    }

    @Test
    void aLookAtNothingSaysSoInJsonAndInFhir() {
        String nobodys = UUID.randomUUID().toString();
        assertThat(rtec.get(rtec.http("/audit/v1/checks/" + nobodys), rtec.token("auditor"))
                        .statusCode())
                .isEqualTo(404);

        String search = "{\"reason\":\"a complaint\",\"checkId\":\"" + nobodys + "\",\"kind\":\"CHECK_VIEW\"}";
        assertThat(found(LOG, search).getJsonArray("accesses").getJsonObject(0).getString("outcome"))
                .isEqualTo("NOT_FOUND");
        JsonObject event =
                Rtec.json(fhir(search)).getJsonArray("entry").getJsonObject(0).getJsonObject("resource");
        assertThat(event.getString("outcome")).isEqualTo("4");
        assertThat(event.toString()).doesNotContain("localhost", "127.0.0.1");
    }

    @Test
    void aSearchIsOnRecordWithTheNamesOfItsConditionsOnly() {
        rtec.newestChecksOf(Question.PETER_PARKER.prescriptionId(), 1);

        String bundle = fhir("{\"reason\":\"a complaint\",\"kind\":\"CHECK_SEARCH\",\"limit\":1}");

        assertThat(bundle)
                .contains("\"query\":\""
                        + Base64.getEncoder().encodeToString("prescriptionId".getBytes(StandardCharsets.US_ASCII))
                        + "\"")
                .doesNotContain(Question.PETER_PARKER.prescriptionId());
    }

    @Test
    void anAlertIsClosedOnceAndNotByWhomItIsAbout() {
        JsonObject alert = alertOfAnAuditor();
        String closure = ALERTS + "/" + alert.getString("id") + "/closure";
        String finding = "{\"finding\":\"APPROPRIATE\",\"note\":\"an acceptance test\"}";

        assertThat(closed(closure, rtec.token("auditor"), finding)).isEqualTo(403);
        assertThat(closed(closure, governance(), "{\"finding\":\"FINE\"}")).isEqualTo(400);
        assertThat(closed(closure, governance(), finding)).isEqualTo(204);
        assertThat(closed(closure, governance(), finding)).isEqualTo(409);
        assertThat(closed(ALERTS + "/6f1c0d3e-0000-4000-8000-000000000000/closure", governance(), finding))
                .isEqualTo(404);
        assertThat(found(LOG, "{\"reason\":\"r\",\"kind\":\"ALERT_CLOSURE\"}")
                        .getJsonArray("accesses")
                        .getValuesAs(JsonObject.class))
                .filteredOn(each -> alert.getString("id").equals(each.getString("alertId", "")))
                .extracting(each -> each.getString("outcome"))
                .containsExactly("REFUSED", "SUCCEEDED");
        assertThat(alerts("CLOSED", 500))
                .filteredOn(each -> each.getString("id").equals(alert.getString("id")))
                .allSatisfy(each -> assertThat(each.getJsonObject("closure").getString("finding"))
                        .isEqualTo("APPROPRIATE"))
                .hasSize(1);
    }

    @Test
    void theAccessesAreSigned() {
        rtec.allChecks();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        Rtec.json(rtec.get(rtec.http("/audit/v1/integrity"), rtec.token("auditor"))
                                        .body())
                                .getJsonObject("accessLog")
                                .getString("state"))
                .isEqualTo("SIGNED"));
    }

    private JsonObject alertOfAnAuditor() {
        String auditor = rtec.token("auditor");
        String user = userOf(auditor);
        return IntStream.range(0, ENOUGH)
                .mapToObj(i -> {
                    rtec.get(rtec.http("/audit/v1/checks/6f1c0d3e-0000-4000-8000-000000000000"), auditor);
                    return i % 20 == 0 ? alerts("OPEN", 500) : List.<JsonObject>of();
                })
                .flatMap(alerts ->
                        alerts.stream()
                                .filter(alert -> alert.getString("userId").equals(user))
                                .findFirst()
                                .stream())
                .findFirst()
                .orElseThrow();
    }

    private static String userOf(String token) {
        return Optional.of(Rtec.json(
                        new String(Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8)))
                .map(claims -> claims.get("sub") instanceof JsonString sub ? sub.getString() : "")
                .orElseThrow();
    }

    private List<JsonObject> alerts(String state, int limit) {
        return found(ALERTS + "/search", "{\"reason\":\"review\",\"state\":\"" + state + "\",\"limit\":" + limit + "}")
                .getJsonArray("alerts")
                .getValuesAs(JsonObject.class);
    }

    private JsonObject found(String path, String body) {
        HttpResponse<String> answer = rtec.post(rtec.http(path), governance(), "application/json", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Rtec.json(answer.body());
    }

    private String fhir(String body) {
        HttpResponse<String> answer = rtec.send(HttpRequest.newBuilder(rtec.http(LOG))
                .header("Authorization", "Bearer " + governance())
                .header("Content-Type", "application/json")
                .header("Accept", "application/fhir+json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/fhir+json");
        return answer.body();
    }

    private int closed(String path, String token, String body) {
        return rtec.post(rtec.http(path), token, "application/json", body).statusCode();
    }

    private String governance() {
        return rtec.token("governance");
    }
}
