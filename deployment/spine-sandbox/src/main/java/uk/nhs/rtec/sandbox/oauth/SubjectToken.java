package uk.nhs.rtec.sandbox.oauth;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.security.PublicKey;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Parameters;
import uk.nhs.rtec.sandbox.jose.SigningAlgorithm;

/**
 * Somebody signed in, as their ID token tells.
 *
 * @param level the part of a scope that this sign-in opens, such as {@code :P9:} or {@code :aal3:}
 */
record SubjectToken(
        AccessMode mode, String level, Optional<String> nhsNumber, Optional<String> vectorOfTrust, List<String> roles) {
    static final String ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";

    static SubjectToken read(Parameters form, IdentityProvider provider, long now) throws Refused {
        SentJwt sent = SentJwt.in(form, "subject_token");
        if (!form.first("subject_token_type").orElse("").equals(ID_TOKEN)) {
            throw Refused.bad("missing or invalid subject_token_type - must be '" + ID_TOKEN + "'");
        }
        String keyId = sent.demandKeyId();
        sent.demandType();
        sent.demandExpiry();
        sent.demandNotExpired(now);
        if (sent.claim("iss").isEmpty()) {
            throw Refused.bad("Missing 'iss' claim in subject_token JWT");
        }
        if (!sent.jwt().claims().containsKey("aud")) {
            throw Refused.unauthorised("Missing 'aud' claim in subject_token JWT");
        }
        if (!sent.claim("iss").equals(provider.issuer())) {
            throw Refused.bad("Missing or non-matching 'iss' claim in subject_token JWT");
        }
        SigningAlgorithm algorithm = SigningAlgorithm.named(sent.header("alg"))
                .filter(each -> each != SigningAlgorithm.NONE)
                .orElseThrow(() -> Refused.bad("Invalid 'alg' header in subject_token JWT - unsupported JWT algorithm -"
                        + " must be 'RS256' or 'RS512'"));
        PublicKey key = provider.keys().apply(keyId).orElseThrow(sent::unknownKey);
        if (!sent.jwt().isSignedBy(key, algorithm)) {
            throw new Refused(OAuthError.BAD_SIGNATURE);
        }
        return of(sent.jwt().claims());
    }

    private static SubjectToken of(JsonObject claims) {
        Optional<String> assurance = JsonText.string(claims, "authentication_assurance_level");
        if (assurance.isPresent()) {
            return new SubjectToken(
                    AccessMode.HEALTHCARE_WORKER,
                    ":aal" + assurance.get() + ":",
                    Optional.empty(),
                    Optional.empty(),
                    roles(claims));
        }
        String proofing = JsonText.string(claims, "identity_proofing_level").orElse("");
        return new SubjectToken(
                AccessMode.PATIENT,
                ":" + proofing.substring(0, Math.min(2, proofing.length())) + ":",
                JsonText.string(claims, "nhs_number"),
                JsonText.string(claims, "vot"),
                List.of());
    }

    private static List<String> roles(JsonObject claims) {
        return claims.get("nhsid_nrbac_roles") instanceof JsonArray roles
                ? roles.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(role -> role.asJsonObject().get("person_roleid"))
                        .filter(JsonString.class::isInstance)
                        .map(id -> ((JsonString) id).getString())
                        .toList()
                : List.of();
    }
}
