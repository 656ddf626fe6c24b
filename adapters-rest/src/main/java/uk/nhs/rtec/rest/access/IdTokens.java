package uk.nhs.rtec.rest.access;

import java.time.InstantSource;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import uk.nhs.rtec.domain.covid.ProofingLevel;
import uk.nhs.rtec.domain.covid.SignedInPatient;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Reads the ID tokens of NHS login, which say who is signed in to an app; another kind of token than the one that lets the app in. */
public final class IdTokens implements WhoIsSignedIn {

    private static final int CLOCK_SKEW_SECONDS = 5;

    private final JwtConsumer consumer;

    /**
     * The ID tokens of one issuer.
     *
     * @param settings whose, and for whom they are issued
     */
    public IdTokens(TokenSettings settings, InstantSource clock) {
        consumer = new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA512,
                        AlgorithmIdentifiers.RSA_USING_SHA256)
                .setVerificationKeyResolver(new IssuerKeys(settings, clock))
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.audience())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .build();
    }

    @Override
    public Reading read(String token) {
        try {
            return patient(consumer.processToClaims(token))
                    .<Reading>map(SignedIn::new)
                    .orElseGet(Invalid::new);
        } catch (InvalidJwtException e) {
            return e.getCause() instanceof IssuerKeys.KeysUnreachable ? new KeysSilent() : new Invalid();
        }
    }

    private static Optional<SignedInPatient> patient(JwtClaims claims) {
        Optional<NhsNumber> number = text(claims, "nhs_number").flatMap(NhsNumber::parse);
        Optional<ProofingLevel> level = text(claims, "identity_proofing_level").flatMap(ProofingLevel::named);
        // NHS login says of its tokens what they are for; one that says nothing is taken for what its audience says.
        boolean isForIdentity = text(claims, "token_use").map("id"::equals).orElse(true);
        return number.isPresent() && level.isPresent() && isForIdentity
                ? Optional.of(new SignedInPatient(number.get(), level.get()))
                : Optional.empty();
    }

    private static Optional<String> text(JwtClaims claims, String name) {
        return claims.getClaimValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
