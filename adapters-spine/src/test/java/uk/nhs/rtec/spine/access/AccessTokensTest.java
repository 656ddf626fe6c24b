package uk.nhs.rtec.spine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.spine.access.TokenGrant.Granted;
import uk.nhs.rtec.spine.access.TokenGrant.Withheld;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;

@Timeout(20)
final class AccessTokensTest {

    private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final InstantSource clock = now::get;
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private UpstreamStub oauth;
    private AccessTokens tokens;

    @BeforeEach
    void start() {
        oauth = new UpstreamStub();
        tokens = over(Clients.client(OauthApi.class, oauth.url("/oauth2/token")));
    }

    @AfterEach
    void stop() {
        oauth.close();
        callers.shutdownNow();
    }

    @Test
    void theRequestIsWhatThePlatformDocuments() throws Exception {
        oauth.always(issued("token-1", "599"));

        assertThat(current()).isEqualTo(granted("token-1"));

        UpstreamStub.Received request = oauth.received().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.target()).isEqualTo("/oauth2/token");
        assertThat(request.headers().get("Content-Type")).containsExactly("application/x-www-form-urlencoded");
        assertThat(request.headers().get("Accept")).containsExactly("application/json");
        Map<String, String> form = form(request);
        assertThat(form)
                .containsEntry("grant_type", "client_credentials")
                .containsEntry("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .containsOnlyKeys("grant_type", "client_assertion_type", "client_assertion");
        JsonWebSignature signature = signature(form);
        assertThat(signature.getAlgorithmHeaderValue()).isEqualTo("RS512");
        assertThat(signature.getHeader("typ")).isEqualTo("JWT");
        assertThat(signature.getKeyIdHeaderValue()).isEqualTo("key-1");
        JwtClaims claims = JwtClaims.parse(signature.getPayload());
        assertThat(claims.getIssuer()).isEqualTo("an-api-key");
        assertThat(claims.getSubject()).isEqualTo("an-api-key");
        assertThat(claims.getClaimValue("aud"))
                .isEqualTo(oauth.url("/oauth2/token").toString());
        assertThat(claims.getExpirationTime().getValue())
                .isBetween(START.getEpochSecond() + 60, START.getEpochSecond() + 300);
        assertThat(claims.getJwtId()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    @Test
    void everyFetchSignsAnew() throws Exception {
        oauth.always(UpstreamStub.empty(500));

        current();
        current();

        List<String> ids = new ArrayList<>();
        for (UpstreamStub.Received request : oauth.received()) {
            ids.add(JwtClaims.parse(signature(form(request)).getPayload()).getJwtId());
        }
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void aTokenIsFetchedOnce() {
        oauth.always(issued("token-1", "599"));

        current();
        current();

        assertThat(oauth.received()).hasSize(1);
    }

    @ParameterizedTest(name = "of {0} s it is renewed after {1} s")
    @CsvSource({"599, 539", "3600, 3540", "120, 60", "100, 50", "2, 1"})
    void aTokenIsRenewedAMinuteBeforeItsEndOrAtHalfOfAShortLife(String life, long renewedAfter) {
        oauth.always(issued("token-1", life));
        current();
        oauth.always(issued("token-2", life));

        now.set(START.plusSeconds(renewedAfter).minusMillis(1));
        assertThat(current()).isEqualTo(granted("token-1"));
        now.set(START.plusSeconds(renewedAfter));
        assertThat(current()).isEqualTo(granted("token-2"));
    }

    @Test
    void aRenewalThatFailsCostsNothingWhileTheOldTokenLasts() {
        oauth.always(issued("token-1", "599"));
        current();
        oauth.always(UpstreamStub.empty(503));

        now.set(START.plusSeconds(598));
        assertThat(current()).isEqualTo(granted("token-1"));
        now.set(START.plusSeconds(599));
        assertThat(current()).isEqualTo(new Withheld(Silence.REFUSED));
    }

    @Test
    void whileOneCallerRenewsTheOthersGoOnWithTheOldToken() throws Exception {
        oauth.always(issued("token-1", "599"));
        current();
        CountDownLatch mayAnswer = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        oauth.always((exchange, closing) -> {
            asked.countDown();
            mayAnswer.await();
            issued("token-2", "599").serve(exchange, closing);
        });
        now.set(START.plusSeconds(540));

        Future<TokenGrant> renewer = callers.submit(this::current);
        asked.await();
        assertThat(current()).isEqualTo(granted("token-1"));
        mayAnswer.countDown();

        assertThat(renewer.get()).isEqualTo(granted("token-2"));
        assertThat(oauth.received()).hasSize(2);
    }

    @Test
    void manyCallersAtOnceMakeOneFetch() throws Exception {
        oauth.always(UpstreamStub.late(100, issued("token-1", "599")));

        List<Future<TokenGrant>> grants = callers.invokeAll(IntStream.range(0, 64)
                .mapToObj(caller -> (Callable<TokenGrant>) this::current)
                .toList());

        for (Future<TokenGrant> grant : grants) {
            assertThat(grant.get()).isEqualTo(granted("token-1"));
        }
        assertThat(oauth.received()).hasSize(1);
    }

    @Test
    void whoWaitsForAnothersFetchDoesNotWaitLongerThanItsOwnCallMayTake() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        oauth.always((exchange, closing) -> {
            asked.countDown();
            closing.await();
        });
        Future<TokenGrant> first = callers.submit(this::current);
        asked.await();

        assertThat(tokens.current(START.plusMillis(20))).isEqualTo(new Withheld(Silence.TIMED_OUT));
        assertThat(first.get()).isEqualTo(new Withheld(Silence.TIMED_OUT));
    }

    @Test
    void whoWaitedForAFetchThatFailedSharesItsFailure() throws Exception {
        oauth.always(UpstreamStub.late(100, UpstreamStub.empty(500)));

        List<Future<TokenGrant>> grants = callers.invokeAll(IntStream.range(0, 16)
                .mapToObj(caller -> (Callable<TokenGrant>) this::current)
                .toList());

        for (Future<TokenGrant> grant : grants) {
            assertThat(grant.get()).isEqualTo(new Withheld(Silence.REFUSED));
        }
        assertThat(oauth.received()).hasSizeLessThan(16);
    }

    @Test
    void aFetchThatFailedIsNotRemembered() {
        oauth.once(UpstreamStub.empty(500));
        oauth.always(issued("token-1", "599"));

        assertThat(current()).isEqualTo(new Withheld(Silence.REFUSED));
        assertThat(current()).isEqualTo(granted("token-1"));
    }

    @Test
    void aTokenThatWasRefusedIsForgotten() {
        oauth.once(issued("token-1", "599"));
        oauth.always(issued("token-2", "599"));
        current();

        tokens.forget(new AccessToken("token-1"));

        assertThat(current()).isEqualTo(granted("token-2"));
    }

    @Test
    void whoseRefusalComesLateDoesNotCostTheOthersTheirNewToken() {
        oauth.once(issued("token-1", "599"));
        oauth.always(issued("token-2", "599"));
        current();
        tokens.forget(new AccessToken("token-1"));
        current();

        tokens.forget(new AccessToken("token-1"));

        assertThat(current()).isEqualTo(granted("token-2"));
        assertThat(oauth.received()).hasSize(2);
    }

    @Test
    void everyKindOfSilenceIsToldApart() {
        oauth.always(UpstreamStub.silence());
        assertThat(current()).isEqualTo(new Withheld(Silence.TIMED_OUT));
        oauth.always(UpstreamStub.hangsUp());
        assertThat(current()).isEqualTo(new Withheld(Silence.UNREACHABLE));
        tokens = over((grantType, assertionType, assertion) -> {
            throw new CircuitBreakerOpenException();
        });
        assertThat(current()).isEqualTo(new Withheld(Silence.NOT_ASKED));
    }

    @Test
    void settingsThatCannotWorkAreRefusedAtOnce() throws Exception {
        URI url = URI.create("https://example.org/oauth2/token");
        var key = TestKeys.rsa().getPrivate();
        var other = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();

        assertThatThrownBy(() -> new OauthSettings(URI.create("/token"), "a", "k", key))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OauthSettings(url, " ", "k", key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OauthSettings(url, "a", "", key)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new OauthSettings(url, "a", "k", other)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noSecretPrintsItself() {
        OauthSettings settings = new OauthSettings(
                URI.create("https://example.org/oauth2/token"),
                "secret-key",
                "k",
                TestKeys.rsa().getPrivate());

        assertThat(settings.toString()).doesNotContain("secret-key");
        assertThat(granted("secret-token").toString()).doesNotContain("secret-token");
    }

    private TokenGrant current() {
        return tokens.current(now.get().plusSeconds(10));
    }

    private AccessTokens over(OauthApi api) {
        return new AccessTokens(
                api,
                new OauthSettings(
                        oauth.url("/oauth2/token"),
                        "an-api-key",
                        "key-1",
                        TestKeys.rsa().getPrivate()),
                clock);
    }

    private static TokenGrant granted(String token) {
        return new Granted(new AccessToken(token));
    }

    private static Behaviour issued(String token, String expiresIn) {
        return UpstreamStub.json(
                200,
                "application/json",
                "{\"access_token\":\"%s\",\"expires_in\":\"%s\",\"token_type\":\"Bearer\",\"issued_at\":\"1763756400000\"}"
                        .formatted(token, expiresIn));
    }

    private static Map<String, String> form(UpstreamStub.Received request) {
        return Arrays.stream(request.body().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private static JsonWebSignature signature(Map<String, String> form) throws Exception {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmConstraints(
                new AlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS512"));
        signature.setCompactSerialization(form.getOrDefault("client_assertion", ""));
        signature.setKey(TestKeys.rsa().getPublic());
        assertThat(signature.verifySignature()).isTrue();
        return signature;
    }
}
