package uk.nhs.rtec.sandbox.oauth;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.sandbox.bounded.BoundedMap;
import uk.nhs.rtec.sandbox.http.Parameters;
import uk.nhs.rtec.sandbox.jose.Jwt;
import uk.nhs.rtec.sandbox.jose.SigningAlgorithm;

/** How an application proves who it is: a JWT signed with its own key, checked in the platform's order. */
final class ClientAssertion {
    static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final long LONGEST_SECONDS = 300 + SentJwt.CLOCK_ALLOWANCE_SECONDS;
    private static final int MOST_REMEMBERED = 200_000;

    private final Map<String, Boolean> spent = BoundedMap.ofAtMost(MOST_REMEMBERED);

    private final Quota quota;

    ClientAssertion(Quota quota) {
        this.quota = quota;
    }

    void forget() {
        spent.clear();
    }

    Application authenticate(Parameters form, Map<String, Application> applications, String tokenUrl, long now)
            throws Refused {
        if (!form.first("client_assertion_type").orElse("").equals(JWT_BEARER)) {
            throw Refused.bad("Missing or invalid client_assertion_type - must be '" + JWT_BEARER + "'");
        }
        SentJwt sent = SentJwt.in(form, "client_assertion");
        if (!sent.header("alg").equals("RS512")) {
            throw Refused.bad(
                    "Invalid 'alg' header in client_assertion JWT - unsupported JWT algorithm - must be 'RS512'");
        }
        sent.demandNotExpired(now);
        String keyId = sent.demandKeyId();
        sent.demandType();
        long expires = sent.demandExpiry();
        String apiKey = sent.claim("iss");
        if (apiKey.isEmpty() || !apiKey.equals(sent.claim("sub"))) {
            throw Refused.bad("Missing or non-matching 'iss'/'sub' claims in client_assertion JWT");
        }
        spend(sent.jwt().claims(), apiKey);
        if (expires > now + LONGEST_SECONDS) {
            throw Refused.bad("Invalid 'exp' claim in client_assertion JWT - more than 5 minutes in future");
        }
        Application application = Optional.ofNullable(applications.get(apiKey))
                .orElseThrow(() -> Refused.unauthorised("Invalid 'iss'/'sub' claims in client_assertion JWT"));
        quota.count(apiKey, now);
        verifySignature(sent, keyId, application);
        if (!isFor(sent.jwt().claims().get("aud"), tokenUrl)) {
            throw Refused.unauthorised("Missing or invalid 'aud' claim in client_assertion JWT");
        }
        return application;
    }

    /** An assertion serves once; it is spent here, so that a call that fails further on has spent it too. */
    private void spend(JsonObject claims, String apiKey) throws Refused {
        JsonValue id = claims.get("jti");
        if (id == null || id == JsonValue.NULL) {
            throw Refused.bad("Missing 'jti' claim in client_assertion JWT");
        }
        if (!(id instanceof JsonString text) || text.getString().isEmpty()) {
            throw Refused.bad(
                    "Invalid 'jti' claim in client_assertion JWT - must be a unique string value such as a GUID");
        }
        if (spent.putIfAbsent(apiKey + " " + text.getString(), true) != null) {
            throw Refused.bad("Non-unique 'jti' claim in client_assertion JWT");
        }
    }

    private static void verifySignature(SentJwt sent, String keyId, Application application) throws Refused {
        RegisteredKey registered = application.key().fetch();
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
            throw sent.unknownKey();
        }
        demandSignature(sent.jwt(), found);
    }

    private static void demandSignature(Jwt jwt, RegisteredKey.Found found) throws Refused {
        if (!jwt.isSignedBy(found.key(), SigningAlgorithm.RS512)) {
            throw new Refused(OAuthError.BAD_SIGNATURE);
        }
    }

    private static boolean isFor(@Nullable JsonValue audience, String tokenUrl) {
        if (audience instanceof JsonArray several) {
            return several.stream().anyMatch(each -> isFor(each, tokenUrl));
        }
        return audience instanceof JsonString one && one.getString().equals(tokenUrl);
    }
}
