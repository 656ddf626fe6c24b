package uk.nhs.rtec.rest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jose4j.http.Response;
import org.jose4j.http.SimpleResponse;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.rest.access.IssuerKeys.KeysUnreachable;

class IssuerKeysTest {

    private static final RsaJsonWebKey FIRST = Issuer.key("first", "RS512");
    private static final RsaJsonWebKey SECOND = Issuer.key("second", "RS512");
    private static final URI JWKS_URL = URI.create("http://issuer.example/jwks.json");

    private Instant now = Instant.parse("2026-03-01T09:00:00Z");
    private String published = Issuer.keySet(FIRST);
    private boolean reachable = true;
    private int looks;
    private final IssuerKeys keys = new IssuerKeys(JWKS_URL, this::get, () -> now);

    @Test
    void aKeyIsFoundByItsIdAndLookedUpOnce() throws UnresolvableKeyException {
        assertThat(resolved("first", "RS512")).isEqualTo(FIRST.getPublicKey());
        assertThat(resolved("first", "RS512")).isEqualTo(FIRST.getPublicKey());
        assertThat(looks).isEqualTo(1);
    }

    @Test
    void aKeyServesItsOwnAlgorithmOnly() {
        assertUnknown("first", "RS256");
        assertUnknown("first", "HS256");
    }

    @Test
    void aKeyThatDoesNotSayItsAlgorithmServesNone() {
        published = published.replace("\"alg\":\"RS512\"", "\"use\":\"sig\"");

        assertUnknown("first", "RS512");
    }

    @Test
    void aSymmetricKeyServesNobody() {
        published = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"first\",\"alg\":\"RS512\",\"k\":\"c2VjcmV0\"}]}";

        assertUnknown("first", "RS512");
    }

    @Test
    void unknownKeysMakeItLookAtMostEveryTenSeconds() {
        for (int i = 0; i < 100; i++) {
            assertUnknown("unknown" + i, "RS512");
        }
        assertThat(looks).isEqualTo(1);

        now = now.plusSeconds(10);
        for (int i = 0; i < 100; i++) {
            assertUnknown("unknown" + i, "RS512");
        }
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void aNewKeyIsFoundAfterAtMostTenSeconds() throws UnresolvableKeyException {
        resolved("first", "RS512");
        published = Issuer.keySet(FIRST, SECOND);

        now = now.plusMillis(9_999);
        assertUnknown("second", "RS512");
        now = now.plusMillis(1);
        assertThat(resolved("second", "RS512")).isEqualTo(SECOND.getPublicKey());
    }

    @Test
    void aKeyThatTheIssuerWithdrewServesFiveMinutesAtMost() throws UnresolvableKeyException {
        resolved("first", "RS512");
        published = Issuer.keySet(SECOND);

        now = now.plusSeconds(299);
        resolved("first", "RS512");
        now = now.plusSeconds(1);
        assertUnknown("first", "RS512");
    }

    @Test
    void withoutAnyKeyNothingCanBeSaidAndTheNextTryComesAfterASecond() throws UnresolvableKeyException {
        reachable = false;
        for (int i = 0; i < 100; i++) {
            assertUnreachable("first");
        }
        assertThat(looks).isEqualTo(1);

        reachable = true;
        now = now.plusMillis(999);
        assertUnreachable("first");
        now = now.plusMillis(1);
        resolved("first", "RS512");
        assertThat(looks).isEqualTo(2);
    }

    @Test
    void theLastGoodKeysServeHoweverLongTheIssuerIsAway() throws UnresolvableKeyException {
        resolved("first", "RS512");
        reachable = false;

        for (int day = 0; day < 3; day++) {
            now = now.plus(Duration.ofDays(1));
            assertThat(resolved("first", "RS512")).isEqualTo(FIRST.getPublicKey());
            assertThat(resolved("first", "RS512")).isEqualTo(FIRST.getPublicKey());
        }
        assertThat(looks).as("one failed look holds for ten seconds").isEqualTo(4);
    }

    @Test
    void afterAnOutageTheIssuerIsHeardAgainWithinTenSeconds() throws UnresolvableKeyException {
        resolved("first", "RS512");
        reachable = false;
        now = now.plusSeconds(300);
        resolved("first", "RS512");

        reachable = true;
        published = Issuer.keySet(SECOND);
        now = now.plusSeconds(10);
        assertUnknown("first", "RS512");
        resolved("second", "RS512");
    }

    @Test
    void ofAnUnknownKeyNothingCanBeSaidWhileTheIssuerIsAwayAndAskingDoesNotWearItOut() throws UnresolvableKeyException {
        resolved("first", "RS512");
        reachable = false;
        now = now.plusSeconds(10);

        for (int i = 0; i < 100; i++) {
            assertUnreachable("second");
        }
        assertThat(looks).isEqualTo(2);
        assertThat(resolved("first", "RS512")).isEqualTo(FIRST.getPublicKey());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "not JSON", "[]", "{}", "{\"keys\":1}"})
    void whatIsNoKeySetIsNoAnswer(String text) {
        published = text;

        assertUnreachable("first");
    }

    @Test
    void oneLookServesAllWhoWaitForIt() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        IssuerKeys slow = new IssuerKeys(
                JWKS_URL,
                location -> {
                    asked.countDown();
                    await(mayAnswer);
                    return get(location);
                },
                () -> now);
        ExecutorService callers = Executors.newFixedThreadPool(16);
        try {
            List<Future<Object>> answers = IntStream.range(0, 16)
                    .mapToObj(i -> callers.submit(() -> (Object) resolved(slow, "first", "RS512")))
                    .toList();
            await(asked);
            mayAnswer.countDown();
            for (Future<Object> answer : answers) {
                assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(FIRST.getPublicKey());
            }
            assertThat(looks).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void overHttpTheKeysAreReadAndErrorsAreNoAnswer() throws UnresolvableKeyException {
        try (Issuer issuer = new Issuer()) {
            issuer.publishes(FIRST);
            assertThat(resolved(new IssuerKeys(issuer.settings().jwksUrl(), InstantSource.system()), "first", "RS512"))
                    .isEqualTo(FIRST.getPublicKey());
            issuer.answers(500);
            assertUnreachable(new IssuerKeys(issuer.settings().jwksUrl(), InstantSource.system()), "first");
            assertThat(issuer.looks()).as("not tried again at once").isEqualTo(2);
        }
    }

    @Test
    void aSilentIssuerIsGivenUpWithinItsTimeouts() {
        try (Issuer issuer = new Issuer()) {
            issuer.fallsSilent();
            assertTimeout(
                    Duration.ofSeconds(3),
                    () -> assertUnreachable(
                            new IssuerKeys(issuer.settings().jwksUrl(), InstantSource.system()), "first"));
        }
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        try (Issuer issuer = new Issuer()) {
            issuer.publishes("{\"keys\":[]," + " ".repeat(300_000) + "\"a\":1}");
            assertUnreachable(new IssuerKeys(issuer.settings().jwksUrl(), InstantSource.system()), "first");
        }
    }

    private SimpleResponse get(String location) throws IOException {
        looks++;
        if (!reachable) {
            throw new IOException("nobody answers at " + location);
        }
        return new Response(200, "OK", java.util.Map.of(), published);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private java.security.Key resolved(String kid, String algorithm) throws UnresolvableKeyException {
        return resolved(keys, kid, algorithm);
    }

    private static java.security.Key resolved(IssuerKeys keys, String kid, String algorithm)
            throws UnresolvableKeyException {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setKeyIdHeaderValue(kid);
        signature.setAlgorithmHeaderValue(algorithm);
        return keys.resolveKey(signature, List.of());
    }

    private void assertUnknown(String kid, String algorithm) {
        assertThatExceptionOfType(UnresolvableKeyException.class).isThrownBy(() -> resolved(kid, algorithm));
    }

    private void assertUnreachable(String kid) {
        assertUnreachable(keys, kid);
    }

    private static void assertUnreachable(IssuerKeys keys, String kid) {
        assertThatExceptionOfType(KeysUnreachable.class).isThrownBy(() -> resolved(keys, kid, "RS512"));
    }
}
