package uk.nhs.rtec.sandbox.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** A token on behalf of whoever is signed in, for the ID token that says so. */
class TokenExchangeTest extends TokenStory {

    private Answer exchange(Consumer<Assertion> change, Consumer<Map<String, String>> changeForm) {
        Assertion subject = new Assertion();
        subject.keys = IDENTITY_KEYS;
        subject.header.add("kid", "id-1");
        subject.claims
                .add("iss", "https://identity")
                .add("aud", "app")
                .add("nhs_number", "9434765919")
                .add("identity_proofing_level", "P9")
                .add("vot", "P9.Cp.Cd");
        change.accept(subject);
        return send(new Assertion(), form -> {
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
            form.put("subject_token_type", "urn:ietf:params:oauth:token-type:id_token");
            form.put("subject_token", subject.signed());
            changeForm.accept(form);
        });
    }

    @Test
    void aPatientsIdTokenBuysATokenForThatPatient() {
        JsonObject granted = body(exchange(subject -> {}, form -> {}));

        assertThat(granted.getString("issued_token_type")).isEqualTo("urn:ietf:params:oauth:token-type:access_token");
        assertThat(granted.getString("refresh_token_expires_in")).isEqualTo("3599");
        assertThat(granted.getString("refresh_count")).isEqualTo("0");
        AccessToken token = tokens.find(granted.getString("access_token")).orElseThrow();
        assertThat(token.mode()).isEqualTo(AccessMode.PATIENT);
        assertThat(token.nhsNumber()).contains("9434765919");
        assertThat(token.scopes()).allMatch(scope -> scope.contains(":P9:"));
    }

    @Test
    void aMemberOfStaffsIdTokenBuysATokenWithTheirRoles() {
        JsonObject granted = body(exchange(
                subject -> subject.claims
                        .add("authentication_assurance_level", "3")
                        .add(
                                "nhsid_nrbac_roles",
                                JsonText.array().add(JsonText.object().add("person_roleid", "555254240100"))),
                form -> {}));

        assertThat(granted.getString("refresh_token_expires_in")).isEqualTo("43199");
        AccessToken token = tokens.find(granted.getString("access_token")).orElseThrow();
        assertThat(token.mode()).isEqualTo(AccessMode.HEALTHCARE_WORKER);
        assertThat(token.roles()).containsExactly("555254240100");
    }

    static Stream<Arguments> wrongSubjects() {
        String in = " in subject_token JWT";
        return Stream.of(
                row("no kid", a -> a.header.remove("kid"), 400, "invalid_request", "Missing 'kid' header" + in),
                row(
                        "a wrong typ",
                        a -> a.header.remove("typ"),
                        400,
                        "invalid_request",
                        "Invalid 'typ' header" + in + " - must be 'JWT'"),
                row("no exp", a -> a.claims.remove("exp"), 400, "invalid_request", "Missing 'exp' claim" + in),
                row(
                        "exp a string",
                        a -> a.claims.add("exp", "1"),
                        400,
                        "invalid_request",
                        "Invalid 'exp' claim" + in + " - must be an integer"),
                row(
                        "expired",
                        a -> a.claims.add("exp", 1),
                        400,
                        "invalid_request",
                        "Invalid 'exp' claim" + in + " - JWT has expired"),
                row("no iss", a -> a.claims.remove("iss"), 400, "invalid_request", "Missing 'iss' claim" + in),
                row("no aud", a -> a.claims.remove("aud"), 401, "invalid_request", "Missing 'aud' claim" + in),
                row(
                        "another issuer",
                        a -> a.claims.add("iss", "https://elsewhere"),
                        400,
                        "invalid_request",
                        "Missing or non-matching 'iss' claim" + in),
                row(
                        "an unknown kid",
                        a -> a.header.add("kid", "id-2"),
                        401,
                        "invalid_request",
                        "Invalid 'kid' header" + in + " - no matching public key"),
                row(
                        "another key",
                        a -> a.keys = OTHER_KEYS,
                        401,
                        "public_key error",
                        "JWT signature verification failed"),
                row(
                        "a level that opens nothing",
                        a -> a.claims.add("identity_proofing_level", "P0"),
                        401,
                        "unauthorized_client",
                        "you have tried to request authorization but your application is not configured to use this"
                                + " authorization grant type"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongSubjects")
    void aWrongIdTokenIsRefusedInThePlatformsWords(
            String remark, Consumer<Assertion> change, int status, String error, String text) {
        assertRefused(exchange(change, form -> {}), status, error, text);
    }

    static Stream<Arguments> wrongExchanges() {
        return Stream.of(
                form(
                        "no subject token",
                        form -> form.remove("subject_token"),
                        "invalid_request",
                        "Missing subject_token"),
                form(
                        "a malformed one",
                        form -> form.put("subject_token", "x"),
                        "invalid_request",
                        "Malformed JWT in subject_token"),
                form(
                        "no type",
                        form -> form.remove("subject_token_type"),
                        "invalid_request",
                        "missing or invalid subject_token_type - must be"
                                + " 'urn:ietf:params:oauth:token-type:id_token'"),
                form(
                        "another grant",
                        form -> form.put("grant_type", "password"),
                        "invalid_request",
                        "grant_type is invalid"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongExchanges")
    void aWrongExchangeIsRefusedInThePlatformsWords(
            String remark, Consumer<Map<String, String>> change, String error, String text) {
        assertRefused(exchange(subject -> {}, change), 400, error, text);
    }
}
