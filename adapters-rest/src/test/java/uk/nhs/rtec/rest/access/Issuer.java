package uk.nhs.rtec.rest.access;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** An issuer of tokens that publishes its keys over real HTTP on a port of this machine. */
final class Issuer implements AutoCloseable {

    static final String NAME = "https://issuer.example";
    static final String AUDIENCE = "https://rtec.example";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicInteger looks = new AtomicInteger();
    private volatile String keys = "{\"keys\":[]}";
    private volatile int status = 200;
    private volatile boolean silent;

    Issuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/jwks.json", exchange -> {
            looks.incrementAndGet();
            if (silent) {
                awaitClosing();
            }
            byte[] body = keys.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private void awaitClosing() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    TokenSettings settings() {
        return new TokenSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/jwks.json"), NAME, AUDIENCE);
    }

    void publishes(JsonWebKey... published) {
        publishes(keySet(published));
    }

    void publishes(String text) {
        keys = text;
    }

    void answers(int code) {
        status = code;
    }

    /** Takes requests in and never answers them. */
    void fallsSilent() {
        silent = true;
    }

    /** How often somebody looked at the keys. */
    int looks() {
        return looks.get();
    }

    static String keySet(JsonWebKey... published) {
        return new JsonWebKeySet(Arrays.asList(published)).toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }

    static RsaJsonWebKey key(String kid, String algorithm) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(kid);
            key.setAlgorithm(algorithm);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    static String signed(RsaJsonWebKey key, JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(key.getAlgorithm());
        signature.setHeader("typ", "JWT");
        return compact(signature);
    }

    static String compact(JsonWebSignature signature) {
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
