package uk.nhs.rtec.sandbox.covid;

import jakarta.json.JsonNumber;
import java.time.Instant;
import java.util.Optional;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.jose.Jwt;
import uk.nhs.rtec.sandbox.jose.SigningAlgorithm;
import uk.nhs.rtec.sandbox.oauth.IdentityProvider;

/** Says whose ID token stands in {@code NHSD-User-Identity}. */
record SignIns(IdentityProvider provider) {

    /** The NHS number of the patient who is signed in, or nothing when the token does not prove one at this moment. */
    Optional<String> nhsNumber(String idToken, Instant now) {
        return Jwt.decode(idToken)
                .filter(this::isSigned)
                .filter(jwt -> JsonText.string(jwt.claims(), "iss")
                        .filter(provider.issuer()::equals)
                        .isPresent())
                .filter(jwt ->
                        jwt.claims().get("exp") instanceof JsonNumber end && end.longValue() > now.getEpochSecond())
                .flatMap(jwt -> JsonText.string(jwt.claims(), "nhs_number"));
    }

    private boolean isSigned(Jwt jwt) {
        Optional<SigningAlgorithm> algorithm = JsonText.string(jwt.header(), "alg")
                .flatMap(SigningAlgorithm::named)
                .filter(named -> named != SigningAlgorithm.NONE);
        return algorithm.isPresent()
                && JsonText.string(jwt.header(), "kid")
                        .flatMap(provider.keys())
                        .filter(key -> jwt.isSignedBy(key, algorithm.get()))
                        .isPresent();
    }
}
