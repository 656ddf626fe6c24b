package uk.nhs.rtec.spine.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
        tokens = new AccessTokens(
                Clients.client(OauthApi.class, oauth.url("/oauth2/token")),
                new OauthSettings(
                        oauth.url("/oauth2/token"), "a", "k", TestKeys.rsa().getPrivate()),
                InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() {
        oauth.close();
    }

    /** The service words its own description for every one of them; we read the status alone. */
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    405 | ''                     | not POST
                    415 | invalid_request        | not a form
                    400 | invalid_request        | grant_type is missing
                    400 | unsupported_grant_type | grant_type is invalid
                    400 | invalid_request        | Missing or invalid client_assertion_type
                    400 | invalid_request        | Missing client_assertion
                    400 | invalid_request        | Malformed JWT in client_assertion
                    400 | invalid_request        | unsupported JWT algorithm
                    400 | invalid_request        | JWT has expired
                    400 | invalid_request        | Missing kid header
                    400 | invalid_request        | Invalid typ header
                    400 | invalid_request        | Missing exp claim
                    400 | invalid_request        | exp must be an integer
                    400 | invalid_request        | Missing or non-matching iss/sub claims
                    400 | invalid_request        | Missing jti claim
                    400 | invalid_request        | jti must be a unique string
                    400 | invalid_request        | Non-unique jti claim
                    400 | invalid_request        | exp more than 5 minutes in future
                    401 | invalid_request        | Invalid iss/sub claims: unknown key
                    429 | ''                     | rate limit
                    403 | public_key error       | no public key registered; an error with a space in it
                    403 | public_key error       | the JWKS endpoint cannot be reached
                    401 | invalid_request        | no matching public key
                    401 | public_key error       | JWT signature verification failed
                    401 | invalid_request        | Missing or invalid aud claim
                    401 | unauthorized_client    | no scope for this grant
                    403 | access_denied          | application revoked
                    500 | unknown_error          | anything else
                    """)
    void everyRefusalWithholdsTheToken(int status, String error, String description) {
        oauth.always(UpstreamStub.json(
                status,
                "application/json",
                error.isEmpty()
                        ? ""
                        : "{\"error\":\"%s\",\"error_description\":\"%s\",\"message_id\":\"1\"}"
                                .formatted(error, description)));

        assertThat(current()).isEqualTo(new Withheld(Silence.REFUSED));
    }

    /** What else may come. */
    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    400 | {"error":"invalid_request","error_description":"Non-unique 'jti' claim in client_assertion JWT","message_id":"1"} | REFUSED
                    400 | {"error":"unsupported_grant_type","error_description":"grant_type is invalid"}       | REFUSED
                    401 | {"error":"invalid_request","error_description":"Invalid 'iss'/'sub' claims in client_assertion JWT"} | REFUSED
                    401 | {"error":"public_key error","error_description":"JWT signature verification failed"} | REFUSED
                    401 | {"error":"unauthorized_client"}                                                      | REFUSED
                    403 | {"error":"public_key error"}                                                         | REFUSED
                    405 | ''                                                                                   | REFUSED
                    415 | {"error":"invalid_request"}                                                          | REFUSED
                    429 | ''                                                                                   | REFUSED
                    500 | {"error":"unknown_error"}                                                            | REFUSED
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

    private TokenGrant current() {
        return tokens.current(NOW.plusSeconds(10));
    }

    private static TokenGrant granted(String token) {
        return new Granted(new AccessToken(token));
    }
}
