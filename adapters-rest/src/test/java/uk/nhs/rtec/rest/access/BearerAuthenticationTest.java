package uk.nhs.rtec.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.jwt.auth.cdi.PrincipalProducer;
import io.smallrye.jwt.auth.principal.DefaultJWTParser;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BearerAuthenticationTest {

    private static final RsaJsonWebKey KEY = Issuer.key("rs512", "RS512");

    private final Issuer issuer = new Issuer();
    private final BearerAuthentication authentication = new BearerAuthentication(
            new DefaultJWTParser(new JWTAuthContextInfo(), new SignedTokens(issuer.settings(), InstantSource.system())),
            new PrincipalProducer(),
            path -> path.startsWith("/own/")
                    ? Doors.Door.GUARDED_BY_API
                    : path.startsWith("/guarded/") ? Doors.Door.GUARDED : Doors.Door.OPEN);
    private final Map<String, String> requestHeaders = new LinkedHashMap<>();
    private final Map<String, String> responseHeaders = new LinkedHashMap<>();
    private final Map<String, Object> done = new LinkedHashMap<>();
    private String path = "/other/own/";

    @BeforeEach
    void publish() {
        issuer.publishes(KEY);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "bearer ", "BEARER   "})
    void whoBringsATokenIsKnown(String scheme) {
        requestHeaders.put("Authorization", scheme + token());

        assertThat(validated()).isEqualTo(AuthenticationStatus.SUCCESS);
        assertThat(done).containsEntry("subject", "555254242106").doesNotContainKey("status");
    }

    @Test
    void whoBringsNothingIsNobodyAndMayGoOnToWhatIsOpenToAll() {
        assertThat(validated()).isEqualTo(AuthenticationStatus.NOT_DONE);
        assertThat(done).isEmpty();
        assertThat(responseHeaders).isEmpty();
    }

    @Test
    void whoBringsNothingIsRefusedWhereEverybodyIsAskedForAToken() {
        path = "/guarded/resource";

        assertRefused("Bearer realm=\"rtec\"");
    }

    @Test
    void whoBringsNothingIsLeftToAnApiThatWordsItsRefusals() {
        path = "/own/resource";

        assertThat(validated()).isEqualTo(AuthenticationStatus.NOT_DONE);
        assertThat(done).isEmpty();
    }

    @Test
    void whoBringsTwoTokensIsRefusedHoweverGoodTheFirstIs() {
        requestHeaders.put("Authorization", "Bearer " + token() + "\nBearer x");

        assertRefused("Bearer realm=\"rtec\", error=\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearerx", "", "DPoP x"})
    void anotherSchemeIs401(String authorization) {
        requestHeaders.put("Authorization", authorization);

        assertRefused("Bearer realm=\"rtec\", error=\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer ", "Bearer x", "Bearer a.b.c", "Bearer a.b.c d"})
    void aTokenThatIsNoneIs401(String authorization) {
        requestHeaders.put("Authorization", authorization);

        assertRefused("Bearer realm=\"rtec\", error=\"invalid_token\"");
    }

    @Test
    void anApiThatWordsItsRefusalsIsLeftToRefuseWithTheSameChallenge() {
        path = "/own/resource";
        requestHeaders.put("Authorization", "Bearer x");
        assertThat(validated()).isEqualTo(AuthenticationStatus.NOT_DONE);
        assertThat(done).containsExactly(Map.entry("left", Challenge.INVALID_TOKEN));

        requestHeaders.put("Authorization", "Basic YTpi");
        assertThat(validated()).isEqualTo(AuthenticationStatus.NOT_DONE);
        assertThat(done).containsExactly(Map.entry("left", Challenge.INVALID_REQUEST));
        assertThat(responseHeaders).isEmpty();
    }

    @Test
    void withoutTheIssuersKeysTheAnswerIs503() {
        issuer.answers(500);
        requestHeaders.put("Authorization", "Bearer " + token());

        assertThat(validated()).isEqualTo(AuthenticationStatus.SEND_FAILURE);
        assertThat(done).containsEntry("status", 503).containsEntry("length", 0).containsEntry("flushed", true);
        assertThat(responseHeaders).containsEntry("Retry-After", "5").doesNotContainKey("WWW-Authenticate");
    }

    @Test
    void theCorrelationIdIsMirroredOnEveryAnswer() {
        requestHeaders.put("X-Correlation-ID", "one, two;three");
        validated();
        assertThat(responseHeaders).containsEntry("X-Correlation-ID", "one, two;three");

        responseHeaders.clear();
        requestHeaders.put("Authorization", "Bearer x");
        validated();
        assertThat(responseHeaders).containsEntry("X-Correlation-ID", "one, two;three");
    }

    private void assertRefused(String challenge) {
        assertThat(validated()).isEqualTo(AuthenticationStatus.SEND_FAILURE);
        assertThat(responseHeaders).containsExactly(Map.entry("WWW-Authenticate", challenge));
        assertThat(done).containsEntry("status", 401).containsEntry("length", 0).containsEntry("flushed", true);
    }

    private static String token() {
        JwtClaims claims = SampleTokens.pharmacist();
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        return Issuer.signed(KEY, claims);
    }

    private AuthenticationStatus validated() {
        return authentication.validateRequest(
                answering(HttpServletRequest.class, this::request),
                answering(HttpServletResponse.class, this::response),
                answering(HttpMessageContext.class, this::context));
    }

    private @Nullable Object request(String method, Object... arguments) {
        if (method.equals("getHeader")) {
            return requestHeaders.get((String) arguments[0]);
        }
        if (method.equals("getRequestURI")) {
            return path;
        }
        if (method.equals("setAttribute")) {
            done.put("left", arguments[1]);
            return null;
        }
        if (method.equals("getHeaders")) {
            String value = requestHeaders.get((String) arguments[0]);
            return Collections.enumeration(value == null ? List.of() : List.of(value.split("\n")));
        }
        throw new UnsupportedOperationException(method);
    }

    private @Nullable Object response(String method, Object... arguments) {
        switch (method) {
            case "setHeader" -> responseHeaders.put((String) arguments[0], (String) arguments[1]);
            case "setStatus" -> done.put("status", arguments[0]);
            case "setContentLength" -> done.put("length", arguments[0]);
            case "flushBuffer" -> done.put("flushed", true);
            default -> throw new UnsupportedOperationException(method);
        }
        return null;
    }

    private Object context(String method, Object... arguments) {
        return switch (method) {
            case "doNothing" -> AuthenticationStatus.NOT_DONE;
            case "notifyContainerAboutLogin" -> {
                done.put("subject", ((Principal) arguments[0]).getName());
                yield AuthenticationStatus.SUCCESS;
            }
            default -> throw new UnsupportedOperationException(method);
        };
    }

    private static <T> T answering(Class<T> type, StandIn answers) {
        InvocationHandler handler = (proxy, method, arguments) ->
                answers.answer(method.getName(), arguments == null ? new Object[0] : arguments);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** What a container's object answers, by the method's name. */
    private interface StandIn {
        @Nullable
        Object answer(String method, Object... arguments);
    }
}
