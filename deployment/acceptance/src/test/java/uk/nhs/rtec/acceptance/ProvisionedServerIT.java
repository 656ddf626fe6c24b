package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import javax.net.ssl.SSLHandshakeException;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

// There is no @Deployment on purpose: what is tested is the WAR that the build has put into the server, not an archive
// of the test's.
@ArquillianTest
@RunAsClient
class ProvisionedServerIT {
    private Rtec rtec;

    @BeforeEach
    void theServerIsReady() {
        rtec = Rtec.running();
    }

    @Test
    void isReadyAndSaysSoOnTheManagementPort() {
        HttpResponse<String> ready = rtec.get(rtec.management("/health/ready"));

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.body()).contains("\"status\":\"UP\"", "rtec.war");
    }

    @Test
    void showsItsMetricsOnTheManagementPort() {
        assertThat(rtec.get(rtec.management("/metrics")).body()).contains("# TYPE ");
    }

    @Test
    void answersOverTlsToThoseWhoTrustTheDemosAuthority() {
        HttpResponse<String> answer = rtec.get(rtec.https("/no-such-page"));

        assertThat(answer.sslSession())
                .hasValueSatisfying(session -> assertThat(session.getProtocol()).isEqualTo("TLSv1.3"));
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    @Test
    void isNotTrustedByAnybodyElse() {
        HttpRequest request = HttpRequest.newBuilder(rtec.https("/")).build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.discarding()))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void theSandboxListensOnItsOwnPortOnly() {
        assertThat(rtec.get(rtec.http("/spine-sandbox/jwks.json")).statusCode()).isEqualTo(404);
        assertThat(rtec.get(rtec.https("/spine-sandbox/jwks.json")).statusCode())
                .isEqualTo(404);
        assertThat(rtec.get(rtec.sandbox("/spine-sandbox/jwks.json")).statusCode())
                .isEqualTo(200);
    }

    @Test
    void theServiceDoesNotListenOnTheSandboxsPort() {
        assertThat(rtec.get(rtec.sandbox("/rtec-api-gateway/search")).statusCode())
                .isEqualTo(404);
        assertThat(rtec.get(rtec.sandbox("/")).statusCode()).isEqualTo(404);
    }

    @Test
    void refusesWithoutABodyOfTheContainersOwn() {
        HttpResponse<String> answer = rtec.get(rtec.http("/no-such-page"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
    }

    @Test
    void noSettingIsReadAsATruthValueThatIsNone() throws IOException {
        // Once the upstreams' clients have been made, which read them.
        rtec.search(rtec.token("pharmacist"), Question.MEDICAL.json());

        assertThat(Files.readString(rtec.serverLog())).doesNotContain("SRCFG01008");
    }
}
