package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may ask the sandbox's EPS tracker over mutual TLS: the certificate, the ASID and the interaction must belong together. */
@ArquillianTest
@RunAsClient
class SpineMutualTlsIT {
    private static final String OUR_ASID = "200000002001";
    private static final String OUR_NAME = "CN=rtec.spine-sandbox.nhs.uk";
    private static final String OTHER_NAME = "CN=other.spine-sandbox.nhs.uk";
    private static final String PRESCRIPTION = "/spine-sandbox/mm/prescriptions/471BC8-P83027-34B75X?format=trace";
    private static final String SEARCH = "/spine-sandbox/mm/prescriptions?nhsNumber=9434765919&format=trace-summary";

    private Rtec rtec;
    private SpineCertificates certificates;

    @BeforeEach
    void theServerIsReady(@TempDir Path folder) {
        rtec = Rtec.running();
        certificates = new SpineCertificates(rtec.demoKeys(), folder);
    }

    @AfterEach
    void forgetTheSystemsRegisteredHere() {
        rtec.resetSandbox();
    }

    private HttpResponse<String> ask(SSLContext caller, String asid, String path)
            throws IOException, InterruptedException {
        return ask(caller, "TLSv1.3", asid, path);
    }

    private HttpResponse<String> ask(SSLContext caller, String protocol, String asid, String path)
            throws IOException, InterruptedException {
        SSLParameters parameters = caller.getDefaultSSLParameters();
        parameters.setProtocols(new String[] {protocol});
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(caller)
                .sslParameters(parameters)
                .build();
        return client.send(
                HttpRequest.newBuilder(rtec.sandboxTls(path))
                        .timeout(Duration.ofSeconds(30))
                        .header("Spine-From-Asid", asid)
                        .build(),
                BodyHandlers.ofString());
    }

    private static String statusCode(HttpResponse<String> answer) {
        return Rtec.json(answer.body()).getString("statusCode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void theRightCertificateForTheAsidIsServed(String protocol) throws Exception {
        HttpResponse<String> answer = ask(certificates.ours(), protocol, OUR_ASID, PRESCRIPTION);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(statusCode(answer)).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void whoeverShowsNoCertificateIsRefusedInTheHandshake(String protocol) {
        assertHandshakeRefused(certificates.none(), protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void anUntrustedCertificateIsRefusedInTheHandshakeWhateverItsName(String protocol) {
        assertHandshakeRefused(certificates.selfSigned(OUR_NAME), protocol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void anExpiredCertificateIsRefusedInTheHandshake(String protocol) {
        assertHandshakeRefused(certificates.expired(OUR_NAME), protocol);
    }

    /** In TLS 1.3 a server refuses after the client thinks that all is well: the client may see no more than a connection that ends. */
    private void assertHandshakeRefused(SSLContext caller, String protocol) {
        assertThatThrownBy(() -> ask(caller, protocol, OUR_ASID, PRESCRIPTION)).isInstanceOf(IOException.class);
    }

    @Test
    void anotherSystemsCertificateDoesNotSpeakForOurAsid() throws Exception {
        SSLContext other = certificates.signed(OTHER_NAME);

        assertForbidden(ask(other, OUR_ASID, PRESCRIPTION));
    }

    @Test
    void ourCertificateDoesNotSpeakForAnotherAsid() throws Exception {
        register("200000009001", OTHER_NAME, "ExternalPrescriptionQuery_1_0");

        assertForbidden(ask(certificates.ours(), "200000009001", PRESCRIPTION));
        assertForbidden(ask(certificates.ours(), "200000002002", PRESCRIPTION));
    }

    @Test
    void anotherSystemIsServedUnderTheAsidItsCertificateIsRegisteredFor() throws Exception {
        register("200000009001", OTHER_NAME, "ExternalPrescriptionQuery_1_0");

        assertThat(statusCode(ask(certificates.signed(OTHER_NAME), "200000009001", PRESCRIPTION)))
                .isEqualTo("0");
    }

    @Test
    void theRightCertificateDoesNotOpenAnotherInteraction() throws Exception {
        assertForbidden(ask(certificates.ours(), OUR_ASID, SEARCH));

        register(OUR_ASID, OUR_NAME, "ExternalPrescriptionSearch_1_0");
        assertThat(statusCode(ask(certificates.ours(), OUR_ASID, SEARCH))).isEqualTo("0");
        assertForbidden(ask(certificates.ours(), OUR_ASID, PRESCRIPTION));
    }

    @Test
    void anAsidThatIsNoneIsSaidInTheTrackersOwnWords() throws Exception {
        HttpResponse<String> answer = ask(certificates.ours(), "1", PRESCRIPTION);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(statusCode(answer)).isEqualTo("52");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/spine-sandbox/_control",
                "/spine-sandbox/_control/faults/eps",
                "/spine-sandbox/tokens",
                "/spine-sandbox/jwks.json",
                "/spine-sandbox/certificates.csv",
                "/spine-sandbox/personal-demographics/FHIR/R4/Patient/9434765919",
                "/spine-sandbox/oauth2/token",
                "/spine-sandbox/covid-medical-exemptions/FHIR/R4/QuestionnaireResponse",
                "/mm/prescriptions",
                "/rtec-api-gateway/search",
                "/"
            })
    void nothingButSpinesOwnServicesIsReachedThisWay(String path) throws Exception {
        assertThat(ask(certificates.ours(), OUR_ASID, path).statusCode()).isEqualTo(404);
    }

    private void register(String asid, String certificate, String interaction) {
        rtec.control("/asids/" + asid, """
                {"odsCode":"X26","interactions":["urn:nhs:names:services:mmquery:%s"],"certificate":"%s"}""".formatted(interaction, certificate));
    }

    private static void assertForbidden(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).isEmpty();
    }
}
