package uk.nhs.rtec.spine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.Silence;
import uk.nhs.rtec.spine.access.TokenGrant.Granted;
import uk.nhs.rtec.spine.access.TokenGrant.Withheld;
import uk.nhs.rtec.spine.wire.Clients;
import uk.nhs.rtec.spine.wire.UpstreamStub;

/** Every answer that the platform's token service documents to a signed JWT, in the order of its checks, and what becomes of it. */
@Timeout(20)
final class EveryTokenAnswerTest {

    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private UpstreamStub oauth;
    private AccessTokens tokens;

    @BeforeEach
    void start() {
        oauth = new UpstreamStub();
        tokens = over(oauth.url("/oauth2/token"));
    }

    @AfterEach
    void stop() {
        oauth.close();
    }

    /**
     * The checks of a signed JWT by the API platform's identity service, in its order and with its own descriptions; we read the
     * status alone.
     */
    @ParameterizedTest(name = "{0}: {1} {2}, {3}")
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    method                | 405 | ""                     | not POST, with no body
                    Content-Type          | 415 | invalid_request        | Content-Type header must be application/x-www-form-urlencoded
                    grant_type            | 400 | invalid_request        | grant_type is missing
                    grant_type            | 400 | unsupported_grant_type | grant_type is invalid
                    client_assertion_type | 400 | invalid_request        | Missing or invalid client_assertion_type - must be 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
                    client_assertion      | 400 | invalid_request        | Missing client_assertion
                    client_assertion      | 400 | invalid_request        | Malformed JWT in client_assertion
                    alg                   | 400 | invalid_request        | Invalid 'alg' header in client_assertion JWT - unsupported JWT algorithm - must be 'RS512'
                    exp                   | 400 | invalid_request        | Invalid 'exp' claim in client_assertion JWT - JWT has expired
                    kid                   | 400 | invalid_request        | Missing 'kid' header in client_assertion JWT
                    typ                   | 400 | invalid_request        | Invalid 'typ' header in client_assertion JWT - must be 'JWT'
                    exp                   | 400 | invalid_request        | Missing 'exp' claim in client_assertion JWT
                    exp                   | 400 | invalid_request        | Invalid 'exp' claim in client_assertion JWT - must be an integer
                    iss, sub              | 400 | invalid_request        | Missing or non-matching 'iss'/'sub' claims in client_assertion JWT
                    jti                   | 400 | invalid_request        | Missing 'jti' claim in client_assertion JWT
                    jti                   | 400 | invalid_request        | Invalid 'jti' claim in client_assertion JWT - must be a unique string value such as a GUID
                    jti                   | 400 | invalid_request        | Non-unique 'jti' claim in client_assertion JWT
                    exp                   | 400 | invalid_request        | Invalid 'exp' claim in client_assertion JWT - more than 5 minutes in future
                    API key               | 401 | invalid_request        | Invalid 'iss'/'sub' claims in client_assertion JWT
                    rate limit            | 429 | ""                     | with no body
                    public key            | 403 | public_key error       | You need to register a public key to use this authentication method - please contact support to configure
                    public key            | 403 | public_key error       | The JWKS endpoint, for your client_assertion can't be reached
                    public key            | 401 | invalid_request        | Invalid 'kid' header in client_assertion JWT - no matching public key
                    signature             | 401 | public_key error       | JWT signature verification failed
                    aud                   | 401 | invalid_request        | Missing or invalid 'aud' claim in client_assertion JWT
                    scope                 | 401 | unauthorized_client    | you have tried to request authorization but your application is not configured to use this authorization grant type
                    application           | 401 | access_denied          | revoked
                    application           | 403 | access_denied          | its company or developer is not active
                    fault                 | 500 | unknown_error          | An unknown error occurred processing this request
                    """)
    void everyRefusalWithholdsTheToken(String check, int status, String error, String description) {
        oauth.always(UpstreamStub.json(
                status,
                "application/json",
                error.isEmpty()
                        ? ""
                        : "{\"error\":\"%s\",\"error_description\":\"%s\",\"message_id\":\"1\"}"
                                .formatted(error, description)));

        assertThat(current()).as(check).isEqualTo(new Withheld(Silence.REFUSED));
    }

    /** What else may come, which the identity service documents nowhere. */
    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    503 | <html></html>                                                                        | REFUSED
                    200 | <html></html>                                                                        | UNREADABLE
                    200 | {}                                                                                   | UNREADABLE
                    200 | {"access_token":"","expires_in":"599","token_type":"Bearer"}                         | UNREADABLE
                    200 | {"access_token":"a b","expires_in":"599","token_type":"Bearer"}                      | UNREADABLE
                    200 | {"access_token":"a\\r\\nX: y","expires_in":"599","token_type":"Bearer"}              | UNREADABLE
                    200 | {"access_token":7,"expires_in":"599","token_type":"Bearer"}                          | UNREADABLE
                    200 | {"access_token":"a","expires_in":"soon","token_type":"Bearer"}                       | UNREADABLE
                    200 | {"access_token":"a","expires_in":"-1","token_type":"Bearer"}                         | UNREADABLE
                    200 | {"access_token":"a","expires_in":"99999999999999999999","token_type":"Bearer"}       | UNREADABLE
                    200 | {"access_token":"a","token_type":"Bearer"}                                           | UNREADABLE
                    200 | {"access_token":"a","expires_in":"599"}                                              | UNREADABLE
                    200 | {"access_token":"a","expires_in":"599","token_type":"MAC"}                           | UNREADABLE
                    302 | ''                                                                                   | UNREADABLE
                    """)
    void everyOtherAnswerIsNoToken(int status, String body, Silence silence) {
        oauth.always(UpstreamStub.json(status, "application/json", body));

        assertThat(current()).isEqualTo(new Withheld(silence));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"access_token":"a","expires_in":599,"token_type":"Bearer","issued_at":1763756400000}
                    {"access_token":"a","expires_in":"599","token_type":"bearer"}
                    """)
    void aReplyMayHoldNumbersAndSmallLetters(String body) {
        oauth.always(UpstreamStub.json(200, "application/json", body));

        assertThat(current()).isEqualTo(granted("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://oauth.invalid/oauth2/token", "http://127.0.0.1:1/oauth2/token"})
    void whereTheServiceIsNotItIsNotReached(URI nowhere) {
        tokens = over(nowhere);

        assertThat(current()).isEqualTo(new Withheld(Silence.UNREACHABLE));
    }

    private static AccessTokens over(URI service) {
        return new AccessTokens(
                Clients.client(OauthApi.class, service),
                new OauthSettings(service, "a", "k", TestKeys.rsa().getPrivate()),
                InstantSource.fixed(NOW));
    }

    private TokenGrant current() {
        return tokens.current(NOW.plusSeconds(10));
    }

    private static TokenGrant granted(String token) {
        return new Granted(new AccessToken(token));
    }
}
