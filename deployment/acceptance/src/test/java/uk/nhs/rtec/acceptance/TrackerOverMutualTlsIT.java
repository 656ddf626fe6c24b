package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wildfly.security.auth.client.AuthenticationContext;
import org.wildfly.security.auth.client.MatchRule;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.Found;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace.NoAnswer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.spine.eps.EpsPrescriptionTracker;
import uk.nhs.rtec.spine.eps.TrackerApi;
import uk.nhs.rtec.spine.wire.TlsIdentity;

// A server that asks the tracker over mutual TLS, which takes no more than the address: the certificates are those that
// the
// server keeps. What another certificate would do is shown by the same client with what the server does not keep.
class TrackerOverMutualTlsIT {

    private static final Question QUESTION = Question.MEDICAL;
    private static final String OUR_ASID = "/asids/200000002001";
    private static final String OUR_NAME = "CN=rtec.spine-sandbox.nhs.uk";
    private static final String OTHER_NAME = "CN=other.spine-sandbox.nhs.uk";
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static @Nullable OwnServer server;

    @SuppressWarnings("NullAway.Init") // Set before the first test.
    private static Rtec rtec;

    private SpineCertificates certificates;

    @BeforeAll
    static void start() {
        server = OwnServer.onH2(
                "mutual-tls",
                ports -> List.of("rtec.eps.url=https://localhost:" + ports.sandboxTls() + "/spine-sandbox"));
        rtec = server.start();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void makeCertificatesIn(@TempDir Path folder) {
        certificates = new SpineCertificates(rtec.demoKeys(), folder);
    }

    @AfterEach
    void ourCertificateIsRegisteredAgain() {
        rtec.resetSandbox();
    }

    @Test
    void theServersCertificateIsShownAndTheTrackerAnswers() {
        Seen seen = check();

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.tracker().getString("answer")).isEqualTo("FOUND");
        assertThat(seen.tracker().getString("nhsNumber")).isEqualTo(QUESTION.nhsNumber());
    }

    @Test
    void aCertificateThatIsNotOursToTheTrackerIsRecordedAndTheCheckGoesOn() {
        rtec.control(OUR_ASID, registered(OTHER_NAME));

        Seen seen = check();

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.tracker().getString("answer")).isEqualTo("NO_ANSWER");
        assertThat(seen.tracker().getString("silence")).isEqualTo("REFUSED");
        assertThat(seen.took()).isLessThan(DEADLINE);
    }

    @Test
    void theSameClientWithTheRightCertificateFindsThePrescription() {
        assertThat(found(certificates.ours())).isInstanceOf(Found.class);
        assertThat(found(certificates.signed(OUR_NAME))).isInstanceOf(Found.class);
    }

    @Test
    void withoutACertificateTheTrackerIsNotReached() {
        assertSilent(certificates.none(), Silence.UNREACHABLE);
    }

    @Test
    void withAnUntrustedCertificateTheTrackerIsNotReached() {
        assertSilent(certificates.selfSigned(OUR_NAME), Silence.UNREACHABLE);
    }

    @Test
    void withAnExpiredCertificateTheTrackerIsNotReached() {
        assertSilent(certificates.expired(OUR_NAME), Silence.UNREACHABLE);
    }

    @Test
    void withAnotherSystemsCertificateTheTrackerRefuses() {
        assertSilent(certificates.signed(OTHER_NAME), Silence.REFUSED);
    }

    private void assertSilent(SSLContext shown, Silence silence) {
        // The first use of TLS loads much, which a running service has done in its warm-up.
        found(certificates.ours());
        long start = System.nanoTime();

        assertThat(found(shown)).isEqualTo(new NoAnswer(silence));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE);
    }

    /** What the tracker answers to a client of a server that keeps this for it. */
    private static PrescriptionTrace found(SSLContext kept) {
        TrackerApi api = AuthenticationContext.empty()
                .withSsl(MatchRule.ALL.matchAbstractType("rtec.eps", TlsIdentity.AUTHORITY), () -> kept)
                .runAsSupplier(() -> SpineClients.client(TrackerApi.class, rtec.sandboxTls("/spine-sandbox")));
        return new EpsPrescriptionTracker(api, SandboxPrescriptionTrackerIT.US)
                .find(new PrescriptionId(QUESTION.prescriptionId()), new SdsUserId("555086689106"));
    }

    private static String registered(String certificate) {
        return """
                {"odsCode":"X26","interactions":["urn:nhs:names:services:mmquery:ExternalPrescriptionQuery_1_0"],"certificate":"%s"}""".formatted(certificate);
    }

    /** One check, and what is on record of it. */
    private static Seen check() {
        int status = rtec.search(rtec.token("pharmacist"), QUESTION.json()).statusCode();
        JsonObject newest = rtec.checksOf(QUESTION.prescriptionId()).get(0);
        JsonObject whole =
                Rtec.json(rtec.get(rtec.http("/audit/v1/checks/" + newest.getString("id")), rtec.token("auditor"))
                        .body());
        return new Seen(
                status,
                whole.getJsonObject("prescription"),
                Duration.between(
                        Instant.parse(newest.getString("askedAt")), Instant.parse(newest.getString("answeredAt"))));
    }

    private record Seen(int status, JsonObject tracker, Duration took) {}
}
