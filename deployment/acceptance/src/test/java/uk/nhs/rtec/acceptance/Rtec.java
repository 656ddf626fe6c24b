package uk.nhs.rtec.acceptance;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** The server under test, as those outside it see it. */
final class Rtec {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static @Nullable Rtec underTest;

    private final Path home;
    private final Ports ports;
    private final @Nullable PostgresDatabase postgres;
    private final HttpClient client;
    private boolean seenReady;

    Rtec(Path home, Ports ports, @Nullable PostgresDatabase postgres) {
        this.home = home;
        this.ports = ports;
        this.postgres = postgres;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .sslContext(trusting(home.resolve("standalone/data/demo/demo-ca.pem")))
                .build();
    }

    static void underTest(Rtec rtec) {
        underTest = rtec;
    }

    /** The server that Arquillian has started, once it is ready; a server that is broken fails here, with its log's place. */
    static Rtec running() {
        Rtec rtec = underTest;
        if (rtec == null) {
            throw new IllegalStateException("acceptance tests run under Failsafe, which says where the server is");
        }
        rtec.awaitReady();
        return rtec;
    }

    URI http(String path) {
        return URI.create("http://127.0.0.1:" + ports.http() + path);
    }

    URI https(String path) {
        return URI.create("https://localhost:" + ports.https() + path);
    }

    /** A path on the sandbox's own listener; everything of the sandbox lies below {@code /spine-sandbox}. */
    URI sandbox(String path) {
        return URI.create("http://127.0.0.1:" + ports.sandbox() + path);
    }

    /** A path on the sandbox's listener with mutual TLS. */
    URI sandboxTls(String path) {
        return URI.create("https://localhost:" + ports.sandboxTls() + path);
    }

    /** Where the start script has put the demo's keys. */
    Path demoKeys() {
        return home.resolve("standalone/data/demo");
    }

    URI management(String path) {
        return URI.create("http://127.0.0.1:" + ports.management() + path);
    }

    Path serverLog() {
        return home.resolve("standalone/log/server.log");
    }

    /** The key store with which the demo signs what it sends to the token service. */
    Path clientKeys() {
        return home.resolve("standalone/data/demo/spine-client.p12");
    }

    /** The public half of it, in PEM. */
    Path clientCertificate() {
        return home.resolve("standalone/data/demo/spine-client.crt");
    }

    /** One of the demo's own files. */
    Path demoFile(String name) {
        return home.resolve("standalone/data/demo").resolve(name);
    }

    boolean onPostgres() {
        return postgres != null;
    }

    void stopDatabase() {
        postgres().stop();
    }

    void startDatabase() {
        postgres().start();
    }

    /** As the owner of the tables. */
    Connection connectToDatabase() throws SQLException {
        return DriverManager.getConnection(postgres().url(), PostgresDatabase.NAME, PostgresDatabase.NAME);
    }

    HttpResponse<String> get(URI uri) {
        return send(HttpRequest.newBuilder(uri));
    }

    HttpResponse<String> get(URI uri, String token) {
        return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token));
    }

    HttpResponse<byte[]> bytes(URI uri, String token) {
        return send(HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, BodyHandlers.ofString());
    }

    private <T> HttpResponse<T> send(HttpRequest.Builder request, BodyHandler<T> body) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(30)).build(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server answered", e);
        }
    }

    /** A bearer token from the sandbox's token desk, for one of its users: {@code pharmacist}, {@code auditor} and so on. */
    String token(String user) {
        return tokenOf("user=" + user);
    }

    /** A bearer token from the sandbox's token desk, right or wrong, as the form asks for. */
    String tokenOf(String form) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(sandbox("/spine-sandbox/tokens"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no token for " + form + ": status " + answer.statusCode());
        }
        return json(answer.body()).getString("access_token");
    }

    /** The checks that an auditor finds for a prescription, newest first. */
    List<JsonObject> checksOf(String prescriptionId) {
        return newestChecksOf(prescriptionId, 500);
    }

    /** So many of them at most. */
    List<JsonObject> newestChecksOf(String prescriptionId, int limit) {
        HttpResponse<String> answer = post(
                http("/audit/v1/checks/search"),
                token("auditor"),
                "application/json",
                "{\"reason\":\"acceptance\",\"limit\":" + limit + ",\"prescriptionId\":\"" + prescriptionId + "\"}");
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("no search: status " + answer.statusCode());
        }
        return json(answer.body()).getJsonArray("checks").getValuesAs(JsonObject.class);
    }

    /** Every check that an auditor finds when nothing narrows the search, page by page. */
    List<JsonObject> allChecks() {
        String token = token("auditor");
        List<JsonObject> checks = new ArrayList<>();
        JsonObject page;
        String cursor = "";
        do {
            HttpResponse<String> answer = post(
                    http("/audit/v1/checks/search"),
                    token,
                    "application/json",
                    "{\"reason\":\"acceptance\",\"limit\":500" + cursor + "}");
            if (answer.statusCode() != 200) {
                throw new IllegalStateException("no search: status " + answer.statusCode());
            }
            page = json(answer.body());
            checks.addAll(page.getJsonArray("checks").getValuesAs(JsonObject.class));
            cursor = ",\"cursor\":" + page.get("next");
        } while (!page.isNull("next"));
        return checks;
    }

    /** Makes an upstream of the sandbox fail, or heals it with {@code {"rate":0}}. */
    void fault(String upstream, String fault) {
        control("/faults/" + upstream, fault);
    }

    /** Everything in the sandbox back to the start. */
    void resetSandbox() {
        require2xx(
                send(HttpRequest.newBuilder(sandbox("/spine-sandbox/_control")).DELETE()));
    }

    /** Every access token of the sandbox's token service is refused from now on. */
    void forgetAccessTokens() {
        require2xx(send(HttpRequest.newBuilder(sandbox("/spine-sandbox/_control/access-tokens"))
                .DELETE()));
    }

    void control(String path, String body) {
        require2xx(send(HttpRequest.newBuilder(sandbox("/spine-sandbox/_control" + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))));
    }

    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static void require2xx(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("the sandbox refused: " + answer.statusCode() + " " + answer.body());
        }
    }

    HttpResponse<String> search(String token, String body) {
        return post(http("/rtec-api-gateway/search"), token, "application/json", body);
    }

    HttpResponse<String> post(URI uri, String token, String contentType, String body) {
        return send(HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body)));
    }

    private PostgresDatabase postgres() {
        if (postgres == null) {
            throw new IllegalStateException("H2 lives inside the server and cannot be stopped: ask onPostgres() first");
        }
        return postgres;
    }

    /** Waits until the server is ready; one that is broken fails here. */
    synchronized void awaitReady() {
        if (seenReady) {
            return;
        }
        Instant end = Instant.now().plus(PATIENCE);
        String last = "no answer";
        while (Instant.now().isBefore(end)) {
            try {
                HttpResponse<String> health = get(management("/health/ready"));
                if (health.statusCode() == 200) {
                    seenReady = true;
                    return;
                }
                last = health.body();
                if (hasBootErrors(last)) {
                    break;
                }
            } catch (UncheckedIOException notYet) {
                last = notYet.toString();
            }
            pause();
        }
        throw new IllegalStateException("The server is not ready: " + last + System.lineSeparator() + "See "
                + serverLog()
                + errors().stream().map(line -> System.lineSeparator() + line).reduce("", String::concat));
    }

    /** An error of the boot stays once the server has booted, and until then says nothing; anything else may still come up. */
    private static boolean hasBootErrors(String health) {
        if (!health.startsWith("{")) {
            // While it boots, the server may answer before its health does.
            return false;
        }
        try (JsonReader reader = Json.createReader(new StringReader(health))) {
            List<String> down = reader.readObject().getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                    .filter(check -> check.getString("status").equals("DOWN"))
                    .map(check -> check.getString("name"))
                    .toList();
            return down.contains("boot-errors") && !down.contains("server-state");
        }
    }

    private List<String> errors() {
        try (var lines = Files.lines(serverLog())) {
            return lines.filter(line -> line.contains(" ERROR ")).limit(5).toList();
        } catch (IOException e) {
            return List.of("(which cannot be read: " + e + ")");
        }
    }

    /** Between two looks at the server's health: there is nothing on this side that could be waited for. */
    private static void pause() {
        try {
            if (new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("nobody counts this latch down");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server was starting", e);
        }
    }

    private static SSLContext trusting(Path authority) {
        try (InputStream pem = Files.newInputStream(authority)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            trusted.setCertificateEntry(
                    "demo", CertificateFactory.getInstance("X.509").generateCertificate(pem));
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("no demo authority at " + authority, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the demo authority cannot be trusted", e);
        }
    }
}
