package uk.nhs.rtec.sandbox.oauth;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Parameters;
import uk.nhs.rtec.sandbox.jose.Jwt;

/**
 * A token that came in a form, with the checks the platform makes of either kind.
 *
 * @param field the form field it came in, which every refusal names
 */
record SentJwt(Jwt jwt, String field) {
    static final long CLOCK_ALLOWANCE_SECONDS = 10;

    static SentJwt in(Parameters form, String field) throws Refused {
        String compact =
                form.first(field).filter(text -> !text.isEmpty()).orElseThrow(() -> Refused.bad("Missing " + field));
        return new SentJwt(Jwt.decode(compact).orElseThrow(() -> Refused.bad("Malformed JWT in " + field)), field);
    }

    String header(String name) {
        return text(jwt.header(), name);
    }

    /** The claim's text, or nothing when it is absent or no string. */
    String claim(String name) {
        return text(jwt.claims(), name);
    }

    private static String text(JsonObject object, String member) {
        return JsonText.string(object, member).orElse("");
    }

    void demandNotExpired(long now) throws Refused {
        Optional<Long> expiry = wholeSeconds(jwt.claims().get("exp"));
        if (expiry.isPresent() && expiry.get() + CLOCK_ALLOWANCE_SECONDS < now) {
            throw Refused.bad("Invalid 'exp' claim in " + field + " JWT - JWT has expired");
        }
    }

    String demandKeyId() throws Refused {
        if (header("kid").isEmpty()) {
            throw Refused.bad("Missing 'kid' header in " + field + " JWT");
        }
        return header("kid");
    }

    void demandType() throws Refused {
        if (!header("typ").equalsIgnoreCase("JWT")) {
            throw Refused.bad("Invalid 'typ' header in " + field + " JWT - must be 'JWT'");
        }
    }

    long demandExpiry() throws Refused {
        if (!jwt.claims().containsKey("exp")) {
            throw Refused.bad("Missing 'exp' claim in " + field + " JWT");
        }
        return wholeSeconds(jwt.claims().get("exp"))
                .orElseThrow(() -> Refused.bad("Invalid 'exp' claim in " + field + " JWT - must be an integer"));
    }

    private static Optional<Long> wholeSeconds(@Nullable JsonValue value) {
        return value instanceof JsonNumber number && number.isIntegral()
                ? Optional.of(number.longValue())
                : Optional.empty();
    }

    Refused unknownKey() {
        return Refused.unauthorised("Invalid 'kid' header in " + field + " JWT - no matching public key");
    }
}
