package uk.nhs.rtec.spine.eps;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wildfly.security.auth.client.AuthenticationContext;
import org.wildfly.security.auth.client.MatchRule;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.spine.access.OauthApi;
import uk.nhs.rtec.spine.pds.PdsApi;
import uk.nhs.rtec.spine.wire.Certificates;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.Reply;
import uk.nhs.rtec.spine.wire.TlsIdentity;

/** The tracker is asked over mutual TLS; whatever is wrong with a certificate, on either side, is silence, and soon. */
@Timeout(60)
final class TrackerOverTlsTest {

    private static final Duration PROMPT = Duration.ofMillis(1_500);
    private static final String LOCAL = "dns:localhost,ip:127.0.0.1";

    private static Certificates certificates;

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private @Nullable HttpsServer server;

    @BeforeAll
    static void make(@TempDir Path temporary) {
        certificates = new Certificates(temporary)
                .with("server", LOCAL)
                .withExpired("expired-server", LOCAL)
                .with("elsewhere", "dns:elsewhere.example")
                .with("rtec", "dns:rtec.example")
                .withExpired("expired-rtec", "dns:rtec.example")
                .with("another-system", "dns:another.example");
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    @Test
    void whoShowsItsCertificateIsAnswered() throws Exception {
        listens("server");

        assertThat(find(warm(keptFor("rtec.eps", identity("rtec", "authority")))))
                .isEqualTo(new PrescriptionTrace.NotFound());
    }

    @ParameterizedTest(name = "we show {0}, the tracker {1}, we trust {2}")
    @CsvSource({
        "nothing, server, authority, UNREACHABLE",
        "expired-rtec, server, authority, UNREACHABLE",
        "stranger, server, authority, UNREACHABLE",
        "rtec, expired-server, authority, UNREACHABLE",
        "rtec, stranger, authority, UNREACHABLE", // signed by itself
        "rtec, server, stranger, UNREACHABLE", // by an authority that is not ours
        "rtec, elsewhere, authority, UNREACHABLE", // of another host
        "rtec, server, the platform's, UNREACHABLE",
        "another-system, server, authority, REFUSED" // the ASID is not the certificate's
    })
    void everyWrongCertificateIsSilence(String ours, String theirs, String trusted, Silence silence) throws Exception {
        listens(theirs);
        TrackerApi api = warm(keptFor("rtec.eps", identity(ours, trusted)));
        long start = System.nanoTime();

        assertThat(find(api)).isEqualTo(new PrescriptionTrace.NoAnswer(silence));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
    }

    @Test
    void aClientForWhichTheServerKeepsNothingShowsNothing() throws Exception {
        listens("server");

        assertThat(find(warm(keptFor("rtec.pds", identity("rtec", "authority")))))
                .isEqualTo(new PrescriptionTrace.NoAnswer(Silence.UNREACHABLE));
    }

    /** The platform's services ask for no certificate of ours; theirs must be right all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"expired-server", "stranger", "elsewhere"})
    void pdsAndTheTokenServiceAreNotReachedBehindAWrongCertificate(String theirs) throws Exception {
        listens(theirs);
        SSLContext identity = identity("rtec", "authority");
        PdsApi pds = keptFor("rtec.pds", identity, () -> Clients.client(PdsApi.class, address()));
        OauthApi oauth = keptFor("rtec.oauth", identity, () -> Clients.client(OauthApi.class, address()));
        warm(keptFor("rtec.eps", identity));

        assertThat(Reply.to("PDS", () -> pds.patient("9990000018", "Bearer t", "r")))
                .isEqualTo(new Reply.Silent(Silence.UNREACHABLE));
        assertThat(Reply.to("token service", () -> oauth.token("g", "t", "a")))
                .isEqualTo(new Reply.Silent(Silence.UNREACHABLE));
    }

    @ParameterizedTest
    @CsvSource({"no.such.host.invalid, 443", "localhost, 1"})
    void anUnknownHostAndAClosedPortAreNotReached(String host, int port) {
        TrackerApi api = Clients.client(TrackerApi.class, URI.create("https://" + host + ":" + port));
        long start = System.nanoTime();

        assertThat(find(api)).isEqualTo(new PrescriptionTrace.NoAnswer(Silence.UNREACHABLE));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
    }

    /** A client as one is made where the server keeps this for clients of the name. */
    private static <T> T keptFor(String client, SSLContext identity, Supplier<T> api) {
        return AuthenticationContext.empty()
                .withSsl(MatchRule.ALL.matchAbstractType(client, TlsIdentity.AUTHORITY), () -> identity)
                .runAsSupplier(api);
    }

    private TrackerApi keptFor(String client, SSLContext identity) {
        return keptFor(client, identity, () -> Clients.client(TrackerApi.class, address()));
    }

    private URI address() {
        return URI.create(
                "https://localhost:" + requireNonNull(server).getAddress().getPort());
    }

    /** The first use of TLS loads much, which a running service has done in its warm-up. */
    private static TrackerApi warm(TrackerApi api) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !find(api).equals(new PrescriptionTrace.NoAnswer(Silence.TIMED_OUT)));
        return api;
    }

    private static PrescriptionTrace find(TrackerApi api) {
        return new EpsPrescriptionTracker(api, new TrackerSettings(new Asid("200000002001"), "200000002002"))
                .find(new PrescriptionId("7A1C3E-A99968-0D4F2L"), new SdsUserId("555086689106"));
    }

    /** Of one who shows this certificate, and trusts that authority; each may be nobody's. */
    private static SSLContext identity(String ours, String trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        if (ours.equals("nothing")) {
            keys.init(null, null);
        } else {
            keys.init(Certificates.load(certificates.keyStore(ours)), Certificates.PASSWORD.toCharArray());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted.equals("the platform's") ? null : Certificates.load(certificates.trustStore(trusted)));
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }

    /** A tracker that shows this certificate, wants one of the authority's, and answers our system only. */
    private void listens(String alias) throws Exception {
        SSLContext tls = identity(alias, "authority");
        HttpsServer listening = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        listening.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters need = getSSLContext().getDefaultSSLParameters();
                need.setNeedClientAuth(true);
                parameters.setSSLParameters(need);
            }
        });
        listening.setExecutor(threads);
        listening.createContext("/", exchange -> {
            try (exchange) {
                String caller = ((HttpsExchange) exchange)
                        .getSSLSession()
                        .getPeerPrincipal()
                        .getName();
                byte[] answer = "{\"statusCode\":\"1\",\"prescription\":{}}".getBytes(StandardCharsets.UTF_8);
                if (caller.equals("CN=rtec")) {
                    exchange.getResponseHeaders().set("Content-Type", "application/json");
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                } else {
                    exchange.sendResponseHeaders(403, -1);
                }
            }
        });
        listening.start();
        server = listening;
    }
}
