package uk.nhs.rtec.sandbox.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

class TokenServiceTest extends TokenStory {

    @Test
    void aGoodAssertionBuysAnOpaqueTokenForTenMinutes() {
        JsonObject granted = body(send(new Assertion(), form -> {}));

        assertThat(granted.keySet()).containsExactly("access_token", "expires_in", "token_type", "issued_at");
        assertThat(granted.getString("expires_in")).isEqualTo("599");
        assertThat(granted.getString("token_type")).isEqualTo("Bearer");
        assertThat(granted.getString("issued_at")).isEqualTo(Long.toString(NOW.toEpochMilli()));
        AccessToken token = tokens.find(granted.getString("access_token")).orElseThrow();
        assertThat(token.mode()).isEqualTo(AccessMode.APPLICATION);
        assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofMinutes(10)));
        assertThat(token.scopes()).allMatch(scope -> scope.startsWith("urn:nhsd:apim:app:level3:"));
    }

    @Test
    void theExpiryAskedForOnlyShortens() {
        assertThat(body(send(new Assertion(), form -> form.put("_access_token_expiry_ms", "5000")))
                        .getString("expires_in"))
                .isEqualTo("4");
        assertThat(body(send(new Assertion(), form -> form.put("_access_token_expiry_ms", "900000")))
                        .getString("expires_in"))
                .isEqualTo("599");
    }

    @Test
    void anythingButPostIsRefusedWithoutABody() {
        Answer answer = service.serve(Asking.get("/token").request());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "POST");
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void theMediaTypeMustBeTheBareOne() {
        Answer answer = service.serve(Asking.post("/token", "grant_type=client_credentials")
                .with("Content-Type", "application/x-www-form-urlencoded;charset=UTF-8")
                .request());

        assertThat(answer.status()).isEqualTo(415);
        assertThat(body(answer).getString("error_description"))
                .isEqualTo("Content-Type header must be application/x-www-form-urlencoded");
    }

    static Stream<Arguments> wrongForms() {
        String wrongType = "Missing or invalid client_assertion_type - must be"
                + " 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'";
        return Stream.of(
                form("no grant type", form -> form.remove("grant_type"), "invalid_request", "grant_type is missing"),
                form(
                        "an unknown grant type",
                        form -> form.put("grant_type", "password"),
                        "unsupported_grant_type",
                        "grant_type is invalid"),
                form("no assertion type", form -> form.remove("client_assertion_type"), "invalid_request", wrongType),
                form(
                        "a wrong assertion type",
                        form -> form.put("client_assertion_type", "jwt"),
                        "invalid_request",
                        wrongType),
                form(
                        "no assertion",
                        form -> form.remove("client_assertion"),
                        "invalid_request",
                        "Missing client_assertion"),
                form(
                        "an assertion of two parts",
                        form -> form.put("client_assertion", "e30.e30"),
                        "invalid_request",
                        "Malformed JWT in client_assertion"),
                form(
                        "an assertion that is no base64url",
                        form -> form.put("client_assertion", "!.!.!"),
                        "invalid_request",
                        "Malformed JWT in client_assertion"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongForms")
    void aWrongFormIsRefusedInThePlatformsWords(
            String remark, Consumer<Map<String, String>> change, String error, String text) {
        assertRefused(send(new Assertion(), change), 400, error, text);
    }

    static Stream<Arguments> wrongAssertions() {
        String in = " in client_assertion JWT";
        String notInteger = "Invalid 'exp' claim" + in + " - must be an integer";
        String badSubject = "Missing or non-matching 'iss'/'sub' claims" + in;
        String badId = "Invalid 'jti' claim" + in + " - must be a unique string value such as a GUID";
        String badAudience = "Missing or invalid 'aud' claim" + in;
        long now = NOW.getEpochSecond();
        return Stream.of(
                row(
                        "RS256",
                        a -> a.header.add("alg", "RS256"),
                        400,
                        "invalid_request",
                        "Invalid 'alg' header" + in + " - unsupported JWT algorithm - must be 'RS512'"),
                row(
                        "expired",
                        a -> a.claims.add("exp", now - 11),
                        400,
                        "invalid_request",
                        "Invalid 'exp' claim" + in + " - JWT has expired"),
                row("no kid", a -> a.header.remove("kid"), 400, "invalid_request", "Missing 'kid' header" + in),
                row(
                        "a wrong typ",
                        a -> a.header.add("typ", "JOSE"),
                        400,
                        "invalid_request",
                        "Invalid 'typ' header" + in + " - must be 'JWT'"),
                row("no exp", a -> a.claims.remove("exp"), 400, "invalid_request", "Missing 'exp' claim" + in),
                row("exp a string", a -> a.claims.add("exp", "soon"), 400, "invalid_request", notInteger),
                row("exp with a fraction", a -> a.claims.add("exp", now + 0.5), 400, "invalid_request", notInteger),
                row("no iss", a -> a.claims.remove("iss"), 400, "invalid_request", badSubject),
                row("another sub", a -> a.claims.add("sub", "other"), 400, "invalid_request", badSubject),
                row("no jti", a -> a.claims.remove("jti"), 400, "invalid_request", "Missing 'jti' claim" + in),
                row("jti a number", a -> a.claims.add("jti", 7), 400, "invalid_request", badId),
                row(
                        "exp too far ahead",
                        a -> a.claims.add("exp", now + 311),
                        400,
                        "invalid_request",
                        "Invalid 'exp' claim" + in + " - more than 5 minutes in future"),
                row(
                        "an unknown API key",
                        a -> a.by("nobody"),
                        401,
                        "invalid_request",
                        "Invalid 'iss'/'sub' claims" + in),
                row(
                        "no public key registered",
                        a -> a.by("no-key"),
                        403,
                        "public_key error",
                        "You need to register a public key to use this authentication method - please contact support"
                                + " to configure"),
                row(
                        "a public key that cannot be read",
                        a -> a.by("bad-key"),
                        403,
                        "public_key error",
                        "The JWKS endpoint, for your client_assertion can't be reached"),
                row(
                        "an unknown kid",
                        a -> a.header.add("kid", "other"),
                        401,
                        "invalid_request",
                        "Invalid 'kid' header" + in + " - no matching public key"),
                row(
                        "another key",
                        a -> a.keys = OTHER_KEYS,
                        401,
                        "public_key error",
                        "JWT signature verification failed"),
                row("no aud", a -> a.claims.remove("aud"), 401, "invalid_request", badAudience),
                row("another aud", a -> a.claims.add("aud", URL + "/"), 401, "invalid_request", badAudience),
                row(
                        "an application without scope",
                        a -> a.by("no-scope"),
                        401,
                        "unauthorized_client",
                        "you have tried to request authorization but your application is not configured to use this"
                                + " authorization grant type"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongAssertions")
    void aWrongAssertionIsRefusedInThePlatformsWords(
            String remark, Consumer<Assertion> change, int status, String error, String text) throws IOException {
        Files.writeString(folder.resolve("bad.pem"), "no key at all");
        Assertion assertion = new Assertion();
        change.accept(assertion);

        assertRefused(send(assertion, form -> {}), status, error, text);
    }

    @Test
    void anAssertionServesOnceEvenWhenItFailed() {
        Assertion forged = new Assertion();
        forged.keys = OTHER_KEYS;
        forged.claims.add("jti", "the same");
        assertThat(send(forged, form -> {}).status()).isEqualTo(401);

        Assertion good = new Assertion();
        good.claims.add("jti", "the same");
        assertRefused(send(good, form -> {}), 400, "invalid_request", "Non-unique 'jti' claim in client_assertion JWT");
    }

    @Test
    void theFirstCheckThatFailsIsTheOneReported() {
        Assertion several = new Assertion();
        several.header.add("alg", "RS256").remove("kid");
        several.claims.add("exp", 1).remove("jti");

        assertThat(body(send(several, form -> {})).getString("error_description"))
                .contains("'alg' header");
    }

    /** C2, whole: an assertion that is wrong in every way, put right one step at a time, is refused for the next reason each time. */
    @Test
    void theTwentyFourChecksComeInTheirOrder() throws IOException {
        String in = " in client_assertion JWT";
        long now = NOW.getEpochSecond();
        Map<String, String> form = new LinkedHashMap<>();
        assertThat(service.serve(Asking.get("/token").request()).status())
                .as("1")
                .isEqualTo(405);
        assertThat(service.serve(Asking.post("/token", "").request()).status())
                .as("2")
                .isEqualTo(415);
        assertThat(said(form)).as("3").isEqualTo("400 grant_type is missing");
        form.put("grant_type", "other");
        assertThat(said(form)).as("3").isEqualTo("400 grant_type is invalid");
        form.put("grant_type", "client_credentials");
        assertThat(said(form)).as("4").startsWith("400 Missing or invalid client_assertion_type");
        form.put("client_assertion_type", ClientAssertion.JWT_BEARER);
        assertThat(said(form)).as("5").isEqualTo("400 Missing client_assertion");
        form.put("client_assertion", "x");
        assertThat(said(form)).as("5").isEqualTo("400 Malformed JWT in client_assertion");

        Assertion wrong = new Assertion();
        wrong.keys = OTHER_KEYS;
        wrong.header.add("alg", "RS256").remove("kid").add("typ", "other");
        wrong.claims.add("exp", 1).remove("iss").remove("jti").remove("aud");
        assertThat(said(form, wrong)).as("6").startsWith("400 Invalid 'alg' header" + in);
        wrong.header.add("alg", "RS512");
        assertThat(said(form, wrong)).as("7").isEqualTo("400 Invalid 'exp' claim" + in + " - JWT has expired");
        wrong.claims.remove("exp");
        assertThat(said(form, wrong)).as("8").isEqualTo("400 Missing 'kid' header" + in);
        wrong.header.add("kid", "other");
        assertThat(said(form, wrong)).as("9").isEqualTo("400 Invalid 'typ' header" + in + " - must be 'JWT'");
        wrong.header.add("typ", "jwt");
        assertThat(said(form, wrong)).as("10").isEqualTo("400 Missing 'exp' claim" + in);
        wrong.claims.add("exp", "soon");
        assertThat(said(form, wrong)).as("11").isEqualTo("400 Invalid 'exp' claim" + in + " - must be an integer");
        wrong.claims.add("exp", now + 1000);
        assertThat(said(form, wrong)).as("12").isEqualTo("400 Missing or non-matching 'iss'/'sub' claims" + in);
        wrong.by("nobody");
        assertThat(said(form, wrong)).as("13").isEqualTo("400 Missing 'jti' claim" + in);
        wrong.claims.add("jti", 7);
        assertThat(said(form, wrong))
                .as("14")
                .isEqualTo("400 Invalid 'jti' claim" + in + " - must be a unique string value such as a GUID");
        wrong.claims.add("jti", "once");
        said(form, wrong);
        assertThat(said(form, wrong)).as("15").isEqualTo("400 Non-unique 'jti' claim" + in);
        assertThat(saidAnew(form, wrong))
                .as("16")
                .isEqualTo("400 Invalid 'exp' claim" + in + " - more than 5 minutes in future");
        wrong.claims.add("exp", now + 310);
        assertThat(saidAnew(form, wrong)).as("17").isEqualTo("401 Invalid 'iss'/'sub' claims" + in);

        service.limit(JsonText.object().add("quotaPerMinute", 1).build());
        wrong.by("no-key");
        saidAnew(form, wrong);
        assertThat(saidAnew(form, wrong)).as("18").startsWith("429 ");
        service.limit(JsonText.object().build());
        assertThat(saidAnew(form, wrong)).as("19").startsWith("403 You need to register a public key");
        wrong.by("bad-key");
        Files.writeString(folder.resolve("bad.pem"), "no key at all");
        assertThat(saidAnew(form, wrong))
                .as("20")
                .isEqualTo("403 The JWKS endpoint, for your client_assertion can't be reached");
        wrong.by("no-scope");
        assertThat(saidAnew(form, wrong))
                .as("21")
                .isEqualTo("401 Invalid 'kid' header" + in + " - no matching public key");
        wrong.header.add("kid", "rtec-demo-1");
        assertThat(saidAnew(form, wrong)).as("22").isEqualTo("401 JWT signature verification failed");
        wrong.keys = KEYS;
        assertThat(saidAnew(form, wrong)).as("23").isEqualTo("401 Missing or invalid 'aud' claim" + in);
        wrong.claims.add("aud", URL);
        assertThat(saidAnew(form, wrong)).as("24").startsWith("401 you have tried to request authorization");
        wrong.by("rtec-demo");
        wrong.claims.add("jti", UUID.randomUUID().toString());
        form.put("client_assertion", wrong.signed());
        assertThat(sendForm(form).status()).as("and then it is granted").isEqualTo(200);
    }

    private String said(Map<String, String> form) {
        Answer answer = sendForm(form);
        return answer.status() + " " + body(answer).getString("error_description");
    }

    private String said(Map<String, String> form, Assertion assertion) {
        form.put("client_assertion", assertion.signed());
        return said(form);
    }

    private String saidAnew(Map<String, String> form, Assertion assertion) {
        assertion.claims.add("jti", UUID.randomUUID().toString());
        return said(form, assertion);
    }

    @Test
    void theClocksMayDifferByTenSeconds() {
        Assertion late = new Assertion();
        late.claims.add("exp", NOW.getEpochSecond() - 9);
        Assertion early = new Assertion();
        early.claims.add("exp", NOW.getEpochSecond() + 310);

        assertThat(send(late, form -> {}).status()).isEqualTo(200);
        assertThat(send(early, form -> {}).status()).isEqualTo(200);
    }
}
