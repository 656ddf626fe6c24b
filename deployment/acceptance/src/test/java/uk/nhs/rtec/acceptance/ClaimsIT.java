package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// What a pharmacy claims is held against the checks on record.
@ArquillianTest
@RunAsClient
class ClaimsIT {

    private static final String CLAIMS = "/audit/v1/claims";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String NEVER_CHECKED = "D0FFEE-A99968-111111";

    private final LocalDate today = LocalDate.now(ZoneId.of("Europe/London"));
    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void aClaimThatACheckConfirmsIsToldFromOneThatNobodyChecked() {
        HttpResponse<String> checked = rtec.search(rtec.token("pharmacist"), Question.PETER_PARKER.json());
        assertThat(checked.statusCode()).isEqualTo(200);
        String organisation = rtec.newestChecksOf(Question.PETER_PARKER.prescriptionId(), 1)
                .get(0)
                .getString("odsCode");

        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        JsonObject job = handedOver("""
                prescription_id,ods_code,charge_exemption,claimed_at
                %s,%s,9005,%s
                %s,%s,9180,%s
                471BC8-P83027-34B75Y,%s,9005,%s
                """.formatted(
                        Question.PETER_PARKER.prescriptionId(),
                        organisation,
                        now,
                        NEVER_CHECKED,
                        organisation,
                        now,
                        organisation,
                        now));

        assertThat(job.getInt("read")).isEqualTo(3);
        assertThat(job.getInt("accepted") + job.getInt("unchanged")).isEqualTo(2);
        assertThat(job.getInt("refused")).isEqualTo(1);
        assertThat(verdictOf(Question.PETER_PARKER.prescriptionId())).isEqualTo("CONFIRMED");
        assertThat(verdictOf(NEVER_CHECKED)).isEqualTo("NO_CHECK");
        JsonObject summary =
                Rtec.json(rtec.get(rtec.http(CLAIMS + "/summary?from=" + today + "&to=" + today), rtec.token("auditor"))
                        .body());
        assertThat(summary.getJsonArray("pharmacies").getValuesAs(JsonObject.class))
                .filteredOn(pharmacy -> pharmacy.getString("odsCode").equals(organisation))
                .allMatch(pharmacy -> pharmacy.getJsonObject("verdicts").getInt("CONFIRMED") >= 1
                        && pharmacy.getJsonObject("verdicts").getInt("NO_CHECK") >= 1)
                .hasSize(1);
    }

    private JsonObject handedOver(String csv) {
        HttpResponse<String> submitted =
                rtec.post(rtec.http(CLAIMS + "/imports"), rtec.token("claims-officer"), "text/csv", csv);
        assertThat(submitted.statusCode()).as(submitted.body()).isEqualTo(202);
        String location = submitted.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(CLAIMS + "/imports/");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(jobAt(location).getString("state"))
                .isEqualTo("SUCCEEDED"));
        return jobAt(location);
    }

    private JsonObject jobAt(String location) {
        return Rtec.json(
                rtec.get(rtec.http(location), rtec.token("claims-officer")).body());
    }

    private String verdictOf(String prescription) {
        HttpResponse<String> found = rtec.post(
                rtec.http(CLAIMS + "/search"),
                rtec.token("auditor"),
                "application/json",
                "{\"prescriptionId\":\"" + prescription + "\"}");
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return Rtec.json(found.body()).getJsonArray("claims").getJsonObject(0).getString("verdict");
    }
}
