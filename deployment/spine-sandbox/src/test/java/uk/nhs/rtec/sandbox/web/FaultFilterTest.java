package uk.nhs.rtec.sandbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.undertow.Undertow;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.api.DeploymentInfo;
import io.undertow.servlet.api.DeploymentManager;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The faults on real connections, made by the server that WildFly has inside. */
class FaultFilterTest {
    private static final String PRESCRIPTION = "/mm/prescriptions/471BC8-P83027-34B75X?format=trace";
    private static final int WORKERS = 4;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DeploymentManager deployment;
    private Undertow server;
    private String root;

    @BeforeEach
    void start() throws ServletException {
        DeploymentInfo war = Servlets.deployment()
                .setClassLoader(FaultFilterTest.class.getClassLoader())
                .setDeploymentName("spine-sandbox.war")
                .setContextPath("/")
                .addListener(Servlets.listener(SandboxStart.class));
        deployment = Servlets.newContainer().addDeployment(war);
        deployment.deploy();
        server = Undertow.builder()
                .addHttpListener(0, "127.0.0.1")
                .setIoThreads(1)
                .setWorkerThreads(WORKERS)
                .setHandler(deployment.start())
                .build();
        server.start();
        InetSocketAddress address =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        root = "http://127.0.0.1:" + address.getPort() + "/spine-sandbox";
    }

    @AfterEach
    void stop() throws ServletException {
        server.stop();
        deployment.stop();
        deployment.undeploy();
    }

    private HttpRequest.Builder prescription() {
        return HttpRequest.newBuilder(URI.create(root + PRESCRIPTION))
                .timeout(LONG)
                .header("Spine-From-Asid", "200000002001");
    }

    private HttpResponse<String> ask() throws IOException, InterruptedException {
        return client.send(prescription().build(), BodyHandlers.ofString());
    }

    private void breakIt(String fault) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(URI.create(root + "/_control/faults/eps"))
                .timeout(LONG)
                .PUT(HttpRequest.BodyPublishers.ofString(fault))
                .build();
        assertThat(client.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    }

    @Test
    void withoutAFaultThePrescriptionIsAnswered() throws Exception {
        HttpResponse<String> answer = ask();

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.body()).startsWith("{\"reason\":\"\"").endsWith("}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"refuse", "reset"})
    void theConnectionBreaksAndTheNextGoodAnswerComes(String kind) throws Exception {
        breakIt("{\"kind\":\"" + kind + "\"}");
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);

        breakIt("{\"rate\":0}");
        assertThat(ask().statusCode()).isEqualTo(200);
    }

    @Test
    void aStatusIsAnsweredWithTheUpstreamsOwnBody() throws Exception {
        breakIt("{\"status\":500}");

        HttpResponse<String> answer = ask();

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void aWebPageComesUnderTheStatusAskedFor() throws Exception {
        breakIt("{\"kind\":\"html\",\"status\":502}");

        HttpResponse<String> answer = ask();

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(answer.body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void theBodyIsCutAsIfItWereWhole() throws Exception {
        String whole = ask().body();
        breakIt("{\"kind\":\"truncated\"}");

        assertThat(ask().body()).isEqualTo(whole.substring(0, whole.length() / 2));
    }

    @Test
    void theMediaTypeIsWrong() throws Exception {
        breakIt("{\"kind\":\"content-type\"}");

        assertThat(ask().headers().firstValue("Content-Type")).contains("text/plain");
    }

    @Test
    void theAnswerIsTenMegabytesOfGoodJson() throws Exception {
        breakIt("{\"kind\":\"huge\"}");

        String body = ask().body();

        assertThat(body).hasSizeGreaterThan(10 * 1024 * 1024);
        assertThat(body.strip()).startsWith("{\"reason\"");
    }

    @Test
    void theAnswerBeginsAndDoesNotEnd() throws Exception {
        breakIt("{\"kind\":\"trickle\"}");
        HttpResponse<InputStream> answer = client.send(prescription().build(), BodyHandlers.ofInputStream());

        assertThat(answer.statusCode()).isEqualTo(200);
        try (InputStream body = answer.body()) {
            assertThat(body.read()).isEqualTo('{');
        }
    }

    @Test
    void aSilentUpstreamIsGivenUpByItsCaller() throws Exception {
        breakIt("{\"latencyMs\":60000}");
        HttpRequest impatient = prescription().timeout(Duration.ofMillis(300)).build();

        assertThatThrownBy(() -> client.send(impatient, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void whoeverWaitsHoldsNoThread() throws Exception {
        breakIt("{\"latencyMs\":60000}");
        List<CompletableFuture<HttpResponse<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < WORKERS * 5; i++) {
            waiting.add(client.sendAsync(prescription().build(), BodyHandlers.ofString()));
        }

        HttpRequest keys = HttpRequest.newBuilder(URI.create(root + "/jwks.json"))
                .timeout(LONG)
                .build();
        assertThat(client.send(keys, BodyHandlers.ofString()).statusCode()).isEqualTo(200);

        assertThat(waiting).noneMatch(CompletableFuture::isDone);
        waiting.forEach(each -> each.cancel(true));
    }

    @Test
    void afterItsWaitACallIsAnsweredRight() throws Exception {
        breakIt("{\"latencyMs\":50}");

        assertThat(ask().statusCode()).isEqualTo(200);
        assertThat(ask().body()).contains("\"statusCode\":\"0\"");
    }

    @Test
    void aBodyThatIsTooLongIs413() throws Exception {
        HttpRequest tooLong = HttpRequest.newBuilder(URI.create(root + "/tokens"))
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1_100_000)))
                .build();

        assertThat(client.send(tooLong, BodyHandlers.ofString()).statusCode()).isEqualTo(413);
    }
}
