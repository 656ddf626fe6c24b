package uk.nhs.rtec.sandbox.oauth;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Parameters;
import uk.nhs.rtec.sandbox.http.Request;
import uk.nhs.rtec.sandbox.jose.Jwt;
import uk.nhs.rtec.sandbox.jose.SigningAlgorithm;

/** The API platform's {@code /oauth2/token}: signed JWT in, opaque access token out, its checks in the platform's order. */
public final class TokenService implements Endpoint {
    static final String FORM = "application/x-www-form-urlencoded";
    static final String CLIENT_CREDENTIALS = "client_credentials";
    static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final int MOST_REMEMBERED = 200_000;
    private static final long LIFETIME_MILLIS = 600_000;
    private static final long CLOCK_ALLOWANCE_SECONDS = 10;
    private static final long LONGEST_ASSERTION_SECONDS = 300 + CLOCK_ALLOWANCE_SECONDS;

    private final Map<String, Application> applications;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Map<String, Instant> usedAssertions = BoundedMap.ofAtMost(MOST_REMEMBERED);

    public TokenService(Set<Application> applications, AccessTokens tokens, InstantSource clock) {
        this.applications = applications.stream().collect(Collectors.toMap(Application::apiKey, each -> each));
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Assertions spent before may be sent again; tokens issued before keep working. */
    public void reset() {
        usedAssertions.clear();
    }

    /** What a broken token service answers in place of everything else. */
    public Answer broken(int status) {
        return OAuthError.ofStatus(status).answer();
    }

    @Override
    public Answer serve(Request request) {
        if (!request.path().equals("/token")) {
            return Answer.empty(404);
        }
        if (!request.is("POST")) {
            return Answer.of(405, "text/plain", new byte[0]).with("Allow", "POST");
        }
        if (!request.headers().get("Content-Type").orElse("").equals(FORM)) {
            return new OAuthError(415, "invalid_request", "Content-Type header must be " + FORM).answer();
        }
        try {
            return granted(Parameters.parse(request.body()), request.url());
        } catch (Refused refused) {
            return refused.error.answer();
        }
    }

    private Answer granted(Parameters form, String tokenUrl) throws Refused {
        String grant = form.first("grant_type").orElseThrow(() -> bad("grant_type is missing"));
        if (!grant.equals(CLIENT_CREDENTIALS)) {
            throw new Refused(new OAuthError(400, "unsupported_grant_type", "grant_type is invalid"));
        }
        Application application = authenticated(form, tokenUrl);
        Set<String> scopes = application.scopes().stream()
                .filter(scope -> scope.startsWith("urn:nhsd:apim:app:level3:"))
                .collect(Collectors.toUnmodifiableSet());
        if (scopes.isEmpty()) {
            throw new Refused(notConfigured());
        }
        long lifetime = lifetimeMillis(form);
        Instant now = clock.instant();
        String opaque = tokens.issue(AccessToken.ofApplication(application.name(), scopes, now.plusMillis(lifetime)));
        return Answer.json(
                        200,
                        JsonText.object()
                                .add("access_token", opaque)
                                .add("expires_in", Long.toString(Math.max(lifetime / 1000 - 1, 0)))
                                .add("token_type", "Bearer")
                                .add("issued_at", Long.toString(now.toEpochMilli()))
                                .build())
                .with("Cache-Control", "no-store");
    }

    private static OAuthError notConfigured() {
        return new OAuthError(
                401,
                "unauthorized_client",
                "you have tried to request authorization but your application is not configured to use this"
                        + " authorization grant type");
    }

    /** The expiry asked for, which only ever shortens. */
    private static long lifetimeMillis(Parameters form) {
        return form.first("_access_token_expiry_ms")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .filter(wanted -> wanted > 0 && wanted < LIFETIME_MILLIS)
                .orElse(LIFETIME_MILLIS);
    }

    /** The application that signed the assertion; every check in the order in which the platform makes it. */
    private Application authenticated(Parameters form, String tokenUrl) throws Refused {
        if (!form.first("client_assertion_type").orElse("").equals(JWT_BEARER)) {
            throw bad("Missing or invalid client_assertion_type - must be '" + JWT_BEARER + "'");
        }
        String compact = form.first("client_assertion")
                .filter(text -> !text.isEmpty())
                .orElseThrow(() -> bad("Missing client_assertion"));
        Jwt jwt = Jwt.decode(compact).orElseThrow(() -> bad("Malformed JWT in client_assertion"));
        if (!text(jwt.header(), "alg").equals("RS512")) {
            throw bad("Invalid 'alg' header in client_assertion JWT - unsupported JWT algorithm - must be 'RS512'");
        }
        long now = clock.instant().getEpochSecond();
        Optional<Long> expiry = wholeSeconds(jwt.claims().get("exp"));
        if (expiry.isPresent() && expiry.get() + CLOCK_ALLOWANCE_SECONDS < now) {
            throw bad("Invalid 'exp' claim in client_assertion JWT - JWT has expired");
        }
        String keyId = text(jwt.header(), "kid");
        if (keyId.isEmpty()) {
            throw bad("Missing 'kid' header in client_assertion JWT");
        }
        if (!text(jwt.header(), "typ").equalsIgnoreCase("JWT")) {
            throw bad("Invalid 'typ' header in client_assertion JWT - must be 'JWT'");
        }
        if (!jwt.claims().containsKey("exp")) {
            throw bad("Missing 'exp' claim in client_assertion JWT");
        }
        long expires =
                expiry.orElseThrow(() -> bad("Invalid 'exp' claim in client_assertion JWT - must be an integer"));
        String apiKey = text(jwt.claims(), "iss");
        if (apiKey.isEmpty() || !apiKey.equals(text(jwt.claims(), "sub"))) {
            throw bad("Missing or non-matching 'iss'/'sub' claims in client_assertion JWT");
        }
        spend(jwt.claims(), apiKey);
        if (expires > now + LONGEST_ASSERTION_SECONDS) {
            throw bad("Invalid 'exp' claim in client_assertion JWT - more than 5 minutes in future");
        }
        Application application = Optional.ofNullable(applications.get(apiKey))
                .orElseThrow(() -> unauthorised("Invalid 'iss'/'sub' claims in client_assertion JWT"));
        verifySignature(jwt, keyId, application);
        if (!isFor(jwt.claims().get("aud"), tokenUrl)) {
            throw unauthorised("Missing or invalid 'aud' claim in client_assertion JWT");
        }
        return application;
    }

    /** An assertion serves once; it is spent here, so that a call that fails further on has spent it too. */
    private void spend(JsonObject claims, String apiKey) throws Refused {
        JsonValue id = claims.get("jti");
        if (id == null || id == JsonValue.NULL) {
            throw bad("Missing 'jti' claim in client_assertion JWT");
        }
        if (!(id instanceof JsonString text) || text.getString().isEmpty()) {
            throw bad("Invalid 'jti' claim in client_assertion JWT - must be a unique string value such as a GUID");
        }
        if (usedAssertions.putIfAbsent(apiKey + " " + text.getString(), clock.instant()) != null) {
            throw bad("Non-unique 'jti' claim in client_assertion JWT");
        }
    }

    private static void verifySignature(Jwt jwt, String keyId, Application application) throws Refused {
        RegisteredKey registered = application.publicKey();
        if (registered instanceof RegisteredKey.Absent) {
            throw new Refused(new OAuthError(
                    403,
                    "public_key error",
                    "You need to register a public key to use this authentication method - please contact support to"
                            + " configure"));
        }
        if (!(registered instanceof RegisteredKey.Found found)) {
            throw new Refused(new OAuthError(
                    403, "public_key error", "The JWKS endpoint, for your client_assertion can't be reached"));
        }
        if (!keyId.equals(application.keyId())) {
            throw unauthorised("Invalid 'kid' header in client_assertion JWT - no matching public key");
        }
        if (!jwt.isSignedBy(found.key(), SigningAlgorithm.RS512)) {
            throw new Refused(new OAuthError(401, "public_key error", "JWT signature verification failed"));
        }
    }

    private static boolean isFor(@Nullable JsonValue audience, String tokenUrl) {
        if (audience instanceof JsonArray several) {
            return several.stream().anyMatch(each -> isFor(each, tokenUrl));
        }
        return audience instanceof JsonString one && one.getString().equals(tokenUrl);
    }

    private static String text(JsonObject object, String member) {
        return JsonText.string(object, member).orElse("");
    }

    private static Optional<Long> wholeSeconds(@Nullable JsonValue value) {
        return value instanceof JsonNumber number && number.isIntegral()
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    private static Refused bad(String description) {
        return new Refused(OAuthError.badRequest(description));
    }

    private static Refused unauthorised(String description) {
        return new Refused(OAuthError.unauthorised(description));
    }

    /** Ends the checks at the first that fails. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        private final transient OAuthError error;

        Refused(OAuthError error) {
            super(null, null, false, false);
            this.error = error;
        }
    }
}
