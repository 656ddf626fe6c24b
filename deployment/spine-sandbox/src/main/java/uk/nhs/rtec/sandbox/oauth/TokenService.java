package uk.nhs.rtec.sandbox.oauth;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Endpoint;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Parameters;
import uk.nhs.rtec.sandbox.http.Request;

/** The API platform's {@code /oauth2/token}: signed JWT in, opaque access token out, its checks in the platform's order. */
public final class TokenService implements Endpoint {
    static final String FORM = "application/x-www-form-urlencoded";

    private static final String CLIENT_CREDENTIALS = "client_credentials";
    private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String LEVEL_3 = "urn:nhsd:apim:app:level3:";
    private static final long LIFETIME_MILLIS = 600_000;
    private static final int MOST_APPLICATIONS = 1_000;

    private final List<Application> atFirst;
    private final IdentityProvider provider;
    private final AccessTokens tokens;
    private final InstantSource clock;
    private final Map<String, Application> applications = new ConcurrentHashMap<>();
    private final Quota quota = new Quota();
    private final ClientAssertion assertions = new ClientAssertion(quota);

    /** With the demo's application, whose public key is read from the file. */
    public TokenService(Path demoCertificate, IdentityProvider provider, AccessTokens tokens, InstantSource clock) {
        this(List.of(Application.demo(demoCertificate)), provider, tokens, clock);
    }

    TokenService(List<Application> atFirst, IdentityProvider provider, AccessTokens tokens, InstantSource clock) {
        this.atFirst = atFirst;
        this.provider = provider;
        this.tokens = tokens;
        this.clock = clock;
        reset();
    }

    /** Assertions spent before may be sent again; tokens issued before keep working. */
    public void reset() {
        assertions.forget();
        quota.lift();
        applications.clear();
        atFirst.forEach(each -> applications.put(each.apiKey(), each));
    }

    /** Registers an application, or changes one; throws IllegalArgumentException saying what is wrong. */
    public void register(String apiKey, JsonObject json) {
        if (applications.size() >= MOST_APPLICATIONS && !applications.containsKey(apiKey)) {
            throw new IllegalArgumentException("The sandbox knows " + MOST_APPLICATIONS + " applications already");
        }
        applications.put(apiKey, Application.read(apiKey, json));
    }

    /** Limits how many tokens an application may ask for; throws IllegalArgumentException saying what is wrong. */
    public void limit(JsonObject json) {
        quota.read(json);
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
            return refused.error().answer();
        }
    }

    private Answer granted(Parameters form, String tokenUrl) throws Refused {
        String grant = form.first("grant_type").orElseThrow(() -> Refused.bad("grant_type is missing"));
        Instant now = clock.instant();
        if (grant.equals(CLIENT_CREDENTIALS)) {
            Application application =
                    assertions.authenticate(form, Map.copyOf(applications), tokenUrl, now.getEpochSecond());
            return ofApplication(form, application, now);
        }
        if (grant.equals(TOKEN_EXCHANGE)) {
            Application application =
                    assertions.authenticate(form, Map.copyOf(applications), tokenUrl, now.getEpochSecond());
            return exchanged(form, application, now);
        }
        if (form.first("subject_token_type").orElse("").equals(SubjectToken.ID_TOKEN)) {
            throw Refused.bad("grant_type is invalid");
        }
        throw new Refused(new OAuthError(400, "unsupported_grant_type", "grant_type is invalid"));
    }

    private Answer ofApplication(Parameters form, Application application, Instant now) throws Refused {
        Set<String> scopes = scopes(application, scope -> scope.startsWith(LEVEL_3));
        long lifetime = lifetimeMillis(form);
        AccessToken token = AccessToken.ofApplication(application, scopes, now.plusMillis(lifetime));
        return answer(issued(token, lifetime, now).build());
    }

    private Answer exchanged(Parameters form, Application application, Instant now) throws Refused {
        SubjectToken subject = SubjectToken.read(form, provider, now.getEpochSecond());
        Set<String> scopes = scopes(application, scope -> scope.contains(subject.level()));
        long lifetime = lifetimeMillis(form);
        AccessToken token = AccessToken.ofPerson(application, subject, scopes, now.plusMillis(lifetime));
        String refreshLifetime = subject.mode() == AccessMode.HEALTHCARE_WORKER ? "43199" : "3599";
        return answer(issued(token, lifetime, now)
                .add("issued_token_type", "urn:ietf:params:oauth:token-type:access_token")
                // A refresh token is handed out as the platform does it; this stand-in does not take one back.
                .add("refresh_token", tokens.opaque())
                .add("refresh_token_expires_in", refreshLifetime)
                .add("refresh_count", "0")
                .build());
    }

    private static Set<String> scopes(Application application, Predicate<String> wanted) throws Refused {
        Set<String> scopes = application.scopes().stream().filter(wanted).collect(Collectors.toUnmodifiableSet());
        if (scopes.isEmpty()) {
            throw new Refused(new OAuthError(
                    401,
                    "unauthorized_client",
                    "you have tried to request authorization but your application is not configured to use this"
                            + " authorization grant type"));
        }
        return scopes;
    }

    /** The expiry asked for, which only ever shortens. */
    private static long lifetimeMillis(Parameters form) {
        return form.first("_access_token_expiry_ms")
                .filter(text -> text.matches("[0-9]{1,9}"))
                .map(Long::parseLong)
                .filter(wanted -> wanted > 0 && wanted < LIFETIME_MILLIS)
                .orElse(LIFETIME_MILLIS);
    }

    private JsonObjectBuilder issued(AccessToken token, long lifetime, Instant now) {
        return JsonText.object()
                .add("access_token", tokens.issue(token))
                .add("expires_in", Long.toString(Math.max(lifetime / 1000 - 1, 0)))
                .add("token_type", "Bearer")
                .add("issued_at", Long.toString(now.toEpochMilli()));
    }

    private static Answer answer(JsonObject body) {
        return Answer.json(200, body).with("Cache-Control", "no-store");
    }
}
