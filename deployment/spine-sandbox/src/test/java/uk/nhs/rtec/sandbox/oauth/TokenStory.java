package uk.nhs.rtec.sandbox.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.Arguments;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.jose.Jwt;
import uk.nhs.rtec.sandbox.jose.SigningAlgorithm;

/** The token service, the applications that it knows, and what they show to it. */
abstract class TokenStory {

    static final Instant NOW = SandboxUnderTest.START;
    static final KeyPair KEYS = SandboxUnderTest.keys();
    static final KeyPair IDENTITY_KEYS = SandboxUnderTest.keys();
    static final KeyPair OTHER_KEYS = SandboxUnderTest.keys();
    static final String URL = Asking.ROOT + "/token";

    final AccessTokens tokens = new AccessTokens();

    final IdentityProvider provider = new IdentityProvider(
            "https://identity", id -> id.equals("id-1") ? Optional.of(IDENTITY_KEYS.getPublic()) : Optional.empty());

    TokenService service;
    Path folder;

    @BeforeEach
    void theDemoApplicationIsRegistered(@TempDir Path temporary) {
        folder = temporary;
        Application demo = Application.demo(SandboxUnderTest.publicKey(folder, KEYS));
        Application withoutScope = new Application(
                "no-scope", "No scope", "rtec-demo-1", demo.key(), Set.of("urn:nhsd:other"), SpineAccess.GRANTED);
        Application withoutKey = new Application(
                "no-key",
                "No key",
                "rtec-demo-1",
                KeySource.file(folder.resolve("absent.pem")),
                demo.scopes(),
                SpineAccess.GRANTED);
        Application unreadable = new Application(
                "bad-key",
                "Bad key",
                "rtec-demo-1",
                KeySource.file(folder.resolve("bad.pem")),
                demo.scopes(),
                SpineAccess.GRANTED);
        service = new TokenService(List.of(demo, withoutScope, withoutKey, unreadable), provider, tokens, () -> NOW);
    }

    static Arguments form(String remark, Consumer<Map<String, String>> change, String error, String text) {
        return Arguments.of(remark, change, error, text);
    }

    static Arguments row(String remark, Consumer<Assertion> change, int status, String error, String text) {
        return Arguments.of(remark, change, status, error, text);
    }

    static void assertRefused(Answer answer, int status, String error, String text) {
        assertThat(answer.status()).isEqualTo(status);
        JsonObject body = body(answer);
        assertThat(body.keySet()).containsExactly("error", "error_description", "message_id");
        assertThat(body.getString("error")).isEqualTo(error);
        assertThat(body.getString("error_description")).isEqualTo(text);
    }

    static JsonObject body(Answer answer) {
        return JsonText.readObject(answer.bodyText()).orElseThrow();
    }

    Answer send(Assertion assertion, Consumer<Map<String, String>> change) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("client_assertion_type", ClientAssertion.JWT_BEARER);
        form.put("client_assertion", assertion.signed());
        change.accept(form);
        return sendForm(form);
    }

    Answer sendForm(Map<String, String> form) {
        String encoded = form.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return service.serve(Asking.post("/token", encoded)
                .with("Content-Type", TokenService.FORM)
                .request());
    }

    /** A good client assertion, to be spoilt. */
    static final class Assertion {
        final JsonObjectBuilder header =
                JsonText.object().add("alg", "RS512").add("typ", "JWT").add("kid", "rtec-demo-1");
        final JsonObjectBuilder claims = JsonText.object()
                .add("iss", "rtec-demo")
                .add("sub", "rtec-demo")
                .add("aud", URL)
                .add("jti", UUID.randomUUID().toString())
                .add("exp", NOW.getEpochSecond() + 300);
        KeyPair keys = KEYS;

        void by(String apiKey) {
            claims.add("iss", apiKey).add("sub", apiKey);
        }

        String signed() {
            // A builder is empty once it has built.
            JsonObject builtHeader = header.build();
            JsonObject builtClaims = claims.build();
            header.addAll(JsonText.object(builtHeader));
            claims.addAll(JsonText.object(builtClaims));
            return Jwt.sign(builtHeader, builtClaims, SigningAlgorithm.RS512, keys.getPrivate());
        }
    }
}
