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
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.fault.Upstream;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.jose.Jwt;
import uk.nhs.rtec.sandbox.jose.SigningAlgorithm;

/** The faults on real connections, made by the server that WildFly has inside; one server for all, whose keys take a while to make. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultFilterTest {
    private static final String PRESCRIPTION = "/mm/prescriptions/471BC8-P83027-34B75X?format=trace";
    private static final int WORKERS = 4;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private DeploymentManager deployment;
    private Undertow server;
    private String root;

    @BeforeAll
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

    @BeforeEach
    void everythingIsAsItWas() throws IOException, InterruptedException {
        HttpRequest reset = HttpRequest.newBuilder(URI.create(root + "/_control"))
                .timeout(LONG)
                .DELETE()
                .build();
        assertThat(client.send(reset, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    }

    @AfterAll
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
        breakIt(Upstream.EPS, fault);
    }

    private void breakIt(Upstream upstream, String fault) throws IOException, InterruptedException {
        control("/faults/" + upstream.label(), fault);
    }

    private void control(String path, String body) throws IOException, InterruptedException {
        HttpRequest put = HttpRequest.newBuilder(URI.create(root + "/_control" + path))
                .timeout(LONG)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(204);
    }

    private HttpRequest.Builder asking(Upstream upstream) {
        return switch (upstream) {
            case EPS -> prescription();
            case OAUTH ->
                HttpRequest.newBuilder(URI.create(root + "/oauth2/token"))
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=other"))
                        .timeout(LONG);
            case PDS ->
                HttpRequest.newBuilder(URI.create(root + "/personal-demographics/FHIR/R4/Patient/9434765919"))
                        .timeout(LONG);
            case COVID ->
                HttpRequest.newBuilder(URI.create(root + "/covid-medical-exemptions/FHIR/R4/QuestionnaireResponse"))
                        .timeout(LONG);
            case NEMS ->
                HttpRequest.newBuilder(URI.create(root + "/STU3/Subscription/1"))
                        .timeout(LONG);
            case MESH ->
                HttpRequest.newBuilder(URI.create(root + "/messageexchange/X26/inbox"))
                        .timeout(LONG);
        };
    }

    private HttpResponse<String> ask(Upstream upstream) throws IOException, InterruptedException {
        return client.send(asking(upstream).build(), BodyHandlers.ofString());
    }

    private static String mediaType(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    @ParameterizedTest
    @EnumSource
    void everyKindDoesWhatItSaysToEveryUpstream(Upstream upstream) throws Exception {
        HttpResponse<String> right = ask(upstream);
        // Some say an id of their own at each call.
        int length = right.body().length();

        for (String kind : List.of("refuse", "reset")) {
            breakIt(upstream, "{\"kind\":\"" + kind + "\"}");
            assertThatThrownBy(() -> ask(upstream)).as(kind).isInstanceOf(IOException.class);
        }

        breakIt(upstream, "{\"kind\":\"html\"}");
        assertThat(mediaType(ask(upstream))).isEqualTo("text/html");
        assertThat(ask(upstream).statusCode()).isEqualTo(right.statusCode());
        assertThat(ask(upstream).body()).contains("<h1>");

        breakIt(upstream, "{\"kind\":\"truncated\"}");
        assertThat(ask(upstream).body()).hasSize(length / 2);
        assertThat(mediaType(ask(upstream))).isEqualTo(mediaType(right));

        breakIt(upstream, "{\"kind\":\"content-type\"}");
        assertThat(mediaType(ask(upstream))).isEqualTo("text/plain");
        assertThat(ask(upstream).body()).hasSize(length);

        breakIt(upstream, "{\"kind\":\"huge\"}");
        assertThat(ask(upstream).body()).hasSize(10 * 1024 * 1024 + length);

        breakIt(upstream, "{\"kind\":\"trickle\"}");
        try (InputStream body = client.send(asking(upstream).build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(body.read()).isEqualTo(right.body().charAt(0));
            assertThat(body.available()).isZero();
        }

        breakIt(upstream, "{\"latencyMs\":30000}");
        HttpRequest impatient = asking(upstream).timeout(Duration.ofMillis(200)).build();
        assertThatThrownBy(() -> client.send(impatient, BodyHandlers.ofString()))
                .isInstanceOf(HttpTimeoutException.class);

        for (int status : new int[] {401, 429, 500, 502, 503}) {
            breakIt(upstream, "{\"status\":" + status + ",\"retryAfter\":7}");
            assertThat(ask(upstream).statusCode()).isEqualTo(status);
            assertThat(ask(upstream).headers().allValues("Retry-After")).containsExactly("7");
        }

        breakIt(upstream, "{\"rate\":0}");
        assertThat(ask(upstream).statusCode()).isEqualTo(right.statusCode());
    }

    @Test
    void anAccessTokenExpiresBeforeItsTimeAndItsSuccessorDoesNot() throws Exception {
        KeyPair keys = SandboxUnderTest.keys();
        control("/applications/app", """
                {"keyId":"1","publicKey":"-----BEGIN PUBLIC KEY-----%s-----END PUBLIC KEY-----",
                 "scopes":["urn:nhsd:apim:app:level3:personal-demographics-service"]}""".formatted(
                        Base64.getEncoder().encodeToString(keys.getPublic().getEncoded())));
        String first = accessToken(keys);
        assertThat(patient(first).statusCode()).isEqualTo(200);

        breakIt(Upstream.PDS, "{\"kind\":\"expired-token\"}");

        assertThat(patient(first).statusCode()).isEqualTo(401);
        assertThat(patient(first).body()).contains("Access Token expired");
        String second = accessToken(keys);
        assertThat(patient(second).statusCode()).isEqualTo(200);
        breakIt(Upstream.PDS, "{\"rate\":0}");
        assertThat(patient(first).statusCode()).as("expired is expired").isEqualTo(401);
    }

    private HttpResponse<String> patient(String token) throws IOException, InterruptedException {
        return client.send(
                asking(Upstream.PDS)
                        .header("Authorization", "Bearer " + token)
                        .header("X-Request-ID", "60E0B220-8136-4CA5-AE46-1D97EF59D068")
                        .build(),
                BodyHandlers.ofString());
    }

    private String accessToken(KeyPair keys) throws IOException, InterruptedException {
        String assertion = Jwt.sign(
                JsonText.object()
                        .add("alg", "RS512")
                        .add("typ", "JWT")
                        .add("kid", "1")
                        .build(),
                JsonText.object()
                        .add("iss", "app")
                        .add("sub", "app")
                        .add("aud", root + "/oauth2/token")
                        .add("jti", UUID.randomUUID().toString())
                        .add("exp", Instant.now().getEpochSecond() + 60)
                        .build(),
                SigningAlgorithm.RS512,
                keys.getPrivate());
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + "/oauth2/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&client_assertion_type="
                        + "urn:ietf:params:oauth:client-assertion-type:jwt-bearer&client_assertion=" + assertion))
                .build();
        return JsonText.readObject(client.send(request, BodyHandlers.ofString()).body())
                .orElseThrow()
                .getString("access_token");
    }

    @Test
    void nothingIsServedAtTheRootUnlessASettingSaysSo() throws Exception {
        URI bare = URI.create(root.replace("/spine-sandbox", "/jwks.json"));

        assertThat(client.send(HttpRequest.newBuilder(bare).build(), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(404);
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
