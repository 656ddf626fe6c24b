package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// What pharmacies ask is counted while they ask.
@ArquillianTest
@RunAsClient
class StatisticsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String COUNTED_HERE = "FSTAT";

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void checksAreCountedAMomentLater() {
        Instant before = Instant.now();
        String pharmacist = rtec.tokenOf("user=pharmacist&organisation=" + COUNTED_HERE);
        for (int i = 0; i < 3; i++) {
            assertThat(rtec.search(pharmacist, Question.PETER_PARKER.json()).statusCode())
                    .isEqualTo(200);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows("pharmacy&odsCode=" + COUNTED_HERE))
                .singleElement()
                .satisfies(row -> assertThat(row.getInt("confirmations")).isGreaterThanOrEqualTo(3)));

        JsonObject byDay = statistics("day");
        assertThat(Instant.parse(byDay.getString("upTo"))).isAfter(before);
        assertThat(byDay.getJsonArray("rows").getValuesAs(JsonObject.class))
                .filteredOn(row -> row.getString("key").equals(today.toString()))
                .singleElement()
                .satisfies(row -> assertThat(row.getInt("checks")).isGreaterThanOrEqualTo(3));
        assertThat(rows("pharmacy"))
                .anySatisfy(row -> assertThat(row.getString("key")).isEqualTo(COUNTED_HERE));
        assertThat(rows("hour&odsCode=" + COUNTED_HERE))
                .allSatisfy(row ->
                        assertThat(row.getJsonNumber("hitRate").doubleValue()).isEqualTo(1));
        assertThat(rows("month")).isNotEmpty();
        assertThat(rows("category&odsCode=" + COUNTED_HERE))
                .filteredOn(row -> row.get("confirmations") == JsonValue.NULL)
                .hasSizeGreaterThanOrEqualTo(2)
                .allSatisfy(row -> assertThat(row.getBoolean("suppressed")).isTrue());
    }

    @Test
    void hoursOfAYearAreRefused() {
        HttpResponse<String> answer = rtec.get(
                rtec.http("/audit/v1/statistics?from=2026-01-01&to=2026-12-31&by=hour"), rtec.token("auditor"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("ask for fewer days, or by=day");
    }

    private List<JsonObject> rows(String by) {
        return statistics(by).getJsonArray("rows").getValuesAs(JsonObject.class);
    }

    private JsonObject statistics(String by) {
        HttpResponse<String> answer = rtec.get(
                rtec.http("/audit/v1/statistics?from=" + today + "&to=" + today + "&by=" + by), rtec.token("auditor"));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Rtec.json(answer.body());
    }
}
