package uk.nhs.rtec.sandbox.pds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;

class GatewayTest {
    private static final String PETER = "/personal-demographics/FHIR/R4/Patient/9434765919";

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private static Asking asking(String path, String token) {
        return Asking.get(path)
                .with("Authorization", "Bearer " + token)
                .with("X-Request-ID", "60E0B220-8136-4CA5-AE46-1D97EF59D068");
    }

    private String exchanged(String deskForm) {
        return sandbox.accessTokenFor(deskForm);
    }

    @Test
    void aPatientReadsTheirOwnRecordAndNoOther() {
        String token = exchanged("user=patient&nhs_number=9434765919");

        assertThat(sandbox.ask(asking(PETER, token)).status()).isEqualTo(200);
        Answer other = sandbox.ask(asking("/personal-demographics/FHIR/R4/Patient/9000000009", token));
        assertThat(other.status()).isEqualTo(403);
        assertThat(other.bodyText()).contains("Patient cannot perform this action");
    }

    @ParameterizedTest
    @CsvSource({"P9.Cp.Cd,200", "P9.Cp.Ck,200", "P9.Cm,200", "P9.Cp,403", "P5.Cp.Cd,403"})
    void onlyTheHighestVectorsOfTrustServe(String vector, int status) {
        String token = exchanged("user=patient&nhs_number=9434765919&claim.vot=" + vector);

        assertThat(sandbox.ask(asking(PETER, token)).status()).isEqualTo(status);
    }

    @Test
    void aMemberOfStaffWithOneRoleNeedNotNameItAndOneWithSeveralMust() {
        String one = exchanged("user=healthcare-worker");
        String several = exchanged("user=healthcare-worker&roles=555254240100,555254240101");

        assertThat(sandbox.ask(asking(PETER, one)).status()).isEqualTo(200);
        assertThat(sandbox.ask(asking(PETER, several)).status()).isEqualTo(400);
        assertThat(sandbox.ask(asking(PETER, several).with("NHSD-Session-URID", "555254240101"))
                        .status())
                .isEqualTo(200);
        assertThat(sandbox.ask(asking(PETER, one).with("NHSD-Session-URID", "invalid"))
                        .bodyText())
                .contains("Invalid value - 'invalid' in header 'NHSD-Session-URID'. Refer to the guidance");
    }

    @Test
    void aTokenForAnotherApiOpensNothingHere() {
        sandbox.registerOtherApplication("urn:nhsd:apim:app:level3:covid-medical-exemptions");

        assertThat(sandbox.ask(asking(PETER, sandbox.accessTokenOfOtherApplication()))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void overTheQuotaEverybodyWaitsForTheNextMinute() {
        limit("{\"quotaPerMinute\":2}");
        String token = sandbox.accessToken();
        sandbox.ask(asking(PETER, token));
        sandbox.ask(asking(PETER, token));

        Answer third = sandbox.ask(asking(PETER, token));
        sandbox.pass(Duration.ofMinutes(1));

        assertThat(third.status()).isEqualTo(429);
        assertThat(third.headers()).doesNotContainKey("Retry-After").containsKey("X-Request-ID");
        assertThat(third.bodyText())
                .contains("Your application, Real Time Exemption Checking (demo), has exceeded its quota of 2 requests"
                        + " every 1 minute(s) and is being rate limited.");
        assertThat(sandbox.ask(asking(PETER, token)).status()).isEqualTo(200);
    }

    @Test
    void aSpikeIsTwoRequestsTooCloseTogether() {
        limit("{\"spikePerMinute\":600}");
        String token = sandbox.accessToken();

        assertThat(sandbox.ask(asking(PETER, token)).status()).isEqualTo(200);
        assertThat(sandbox.ask(asking(PETER, token)).bodyText()).contains("has created a spike in traffic");
        sandbox.pass(Duration.ofMillis(100));
        assertThat(sandbox.ask(asking(PETER, token)).status()).isEqualTo(200);
    }

    @Test
    void theWholeApiCanBeFull() {
        limit("{\"apiPerMinute\":1}");

        assertThat(sandbox.ask(asking(PETER, sandbox.accessToken())).status()).isEqualTo(200);
        assertThat(sandbox.ask(asking(PETER, sandbox.accessToken())).bodyText())
                .contains("This API is currently receiving a high volume of requests");
    }

    private void limit(String json) {
        assertThat(sandbox.ask(Asking.put("/_control/rate-limits/pds", json)).status())
                .isEqualTo(204);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"quotaPerMinute\":0}", "{\"quotaPerMinute\":\"5\"}", "{\"perSecond\":5}", "[]"})
    void aLimitThatMakesNoSenseIsRefused(String json) {
        assertThat(sandbox.ask(Asking.put("/_control/rate-limits/pds", json)).status())
                .isEqualTo(400);
    }
}
