package uk.nhs.rtec.spine.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** The signed JWT with which an application asks for a token (NHS API platform, application-restricted access, signed JWT). */
record ClientAssertion(OauthSettings settings, InstantSource clock) {

    /** The gateway takes five minutes at most, by its clock: this leaves two for ours to be ahead or behind. */
    private static final Duration LIFE = Duration.ofMinutes(3);

    /** A new one each time: the gateway remembers the id even of one that it refused. */
    String sign() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(settings.apiKey());
        claims.setSubject(settings.apiKey());
        claims.setAudience(settings.tokenUrl().toString());
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setExpirationTime(
                NumericDate.fromSeconds(clock.instant().plus(LIFE).getEpochSecond()));
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA512);
        signature.setHeader("typ", "JWT");
        signature.setKeyIdHeaderValue(settings.keyId());
        signature.setKey(settings.signingKey());
        signature.setPayload(claims.toJson());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("cannot sign with the configured key", e);
        }
    }
}
