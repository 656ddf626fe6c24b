package uk.nhs.rtec.rest.access;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of the server's own token reader, which allows one algorithm only and answers an unknown key with 500: RS512 and RS256,
 * each with its own key, living at most 300 s.
 */
@ApplicationScoped
@Alternative
@Priority(1)
public class SignedTokens extends JWTCallerPrincipalFactory {

    private static final int LONGEST_LIFE_SECONDS = 300;
    private static final int CLOCK_SKEW_SECONDS = 5;

    private final JwtConsumer consumer;

    /** For the container's proxy only. */
    protected SignedTokens() {
        this(new TokenSettings(URI.create("urn:none"), "", ""), () -> Instant.EPOCH);
    }

    @Inject
    public SignedTokens(TokenSettings settings, InstantSource clock) {
        this(settings, new IssuerKeys(settings.jwksUrl(), clock));
    }

    SignedTokens(TokenSettings settings, IssuerKeys keys) {
        consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA512,
                        AlgorithmIdentifiers.RSA_USING_SHA256)
                .setVerificationKeyResolver(keys)
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.audience())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setIssuedAtRestrictions(0, LONGEST_LIFE_SECONDS)
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .registerValidator(SignedTokens::tooLongLived)
                .registerValidator(SignedTokens::groupsUnreadable)
                .build();
    }

    /**
     * Whose token this is.
     *
     * @param context not used: what is accepted is settled by {@link TokenSettings}
     * @throws ParseException when the token is not one of the issuer's, or not valid now
     * @throws IssuerKeys.KeysUnreachable when that cannot be said
     */
    @Override
    public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
        try {
            JwtContext verified = consumer.process(token);
            JwtClaims claims = verified.getJwtClaims();
            claims.setClaim(Claims.raw_token.name(), token);
            String type = verified.getJoseObjects().get(0).getHeader("typ");
            return new DefaultJWTCallerPrincipal(type == null ? "JWT" : type, claims);
        } catch (InvalidJwtException e) {
            if (e.getCause() instanceof IssuerKeys.KeysUnreachable unreachable) {
                throw unreachable;
            }
            // Without the cause: its message holds the claims.
            throw new ParseException("the token is not valid");
        }
    }

    private static ErrorCodeValidator.@Nullable Error tooLongLived(JwtContext context) throws MalformedClaimException {
        JwtClaims claims = context.getJwtClaims();
        long life = claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue();
        return life > LONGEST_LIFE_SECONDS || life < 0
                ? new ErrorCodeValidator.Error(-1, "a token may live " + LONGEST_LIFE_SECONDS + " s")
                : null;
    }

    /** Here, since the server's own reader of this claim would repeat its value in the log. */
    private static ErrorCodeValidator.@Nullable Error groupsUnreadable(JwtContext context) {
        JwtClaims claims = context.getJwtClaims();
        String groups = Claims.groups.name();
        return claims.hasClaim(groups) && !claims.isClaimValueStringList(groups)
                ? new ErrorCodeValidator.Error(-1, "groups must be a list of texts")
                : null;
    }
}
