package uk.nhs.rtec.spine.eps;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.prescription.PrescriptionTrace;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.spine.wire.Certificates;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.TlsIdentity;

/** The tracker is asked over mutual TLS; whatever is wrong with a certificate, on either side, is silence, and soon. */
@Timeout(60)
final class TrackerOverTlsTest {

    private static final Duration PROMPT = Duration.ofMillis(1_500);
    private static final String LOCAL = "dns:localhost,ip:127.0.0.1";

    private static Path folder;
    private static Certificates certificates;

    private final Map<String, String> settings = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private @Nullable HttpsServer server;

    @BeforeAll
    static void make(@TempDir Path temporary) {
        folder = temporary;
        certificates = new Certificates(folder)
                .with("server", LOCAL)
                .withExpired("expired-server", LOCAL)
                .with("elsewhere", "dns:elsewhere.example")
                .with("rtec", "dns:rtec.example")
                .withExpired("expired-rtec", "dns:rtec.example")
                .with("another-system", "dns:another.example");
    }

    @AfterEach
    void stop() {
        settings.keySet().forEach(System::clearProperty);
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    @Test
    void whoShowsItsCertificateIsAnswered() throws Exception {
        listens("server");
        shows("rtec");
        trusts("authority");

        assertThat(find(warm(api()))).isEqualTo(new PrescriptionTrace.NotFound());
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
        if (!ours.equals("nothing")) {
            shows(ours);
        }
        if (!trusted.equals("the platform's")) {
            trusts(trusted);
        }
        TrackerApi api = warm(api());
        long start = System.nanoTime();

        assertThat(find(api)).isEqualTo(new PrescriptionTrace.NoAnswer(silence));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PROMPT);
    }

    @Test
    void aStoreThatCannotBeOpenedShowsAtTheStart() {
        shows("rtec");
        TlsIdentity.check(ConfigProvider.getConfig(), "rtec.eps");

        set("rtec.eps.key-store-password", "another");
        assertThatThrownBy(() -> TlsIdentity.check(ConfigProvider.getConfig(), "rtec.eps"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("rtec-key.p12")
                .hasMessageNotContaining("another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"rtec.eps.key-store", "rtec.pds.key-store", "rtec.pds.trust-store", "rtec.oauth.trust-store"})
    void aStoreThatIsNotThereShowsAtTheStart(String name) {
        set(name, folder.resolve("none.p12").toString());
        set(name + "-password", "any");

        assertThatThrownBy(
                        () -> TlsIdentity.check(ConfigProvider.getConfig(), name.substring(0, name.lastIndexOf('.'))))
                .isInstanceOf(IllegalStateException.class);
    }

    private TrackerApi api() {
        return Clients.client(
                TrackerApi.class,
                URI.create("https://localhost:"
                        + requireNonNull(server).getAddress().getPort()));
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

    private void shows(String alias) {
        set("rtec.eps.key-store", certificates.keyStore(alias).toString());
        set("rtec.eps.key-store-password", Certificates.PASSWORD);
    }

    private void trusts(String alias) {
        set("rtec.eps.trust-store", certificates.trustStore(alias).toString());
        set("rtec.eps.trust-store-password", Certificates.PASSWORD);
    }

    private void set(String name, String value) {
        settings.put(name, value);
        System.setProperty(name, value);
    }

    /** A tracker that shows this certificate, wants one of the authority's, and answers our system only. */
    private void listens(String alias) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(Certificates.load(certificates.keyStore(alias)), Certificates.PASSWORD.toCharArray());
        TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
        trusted.init(Certificates.load(certificates.trustStore("authority")));
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
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
