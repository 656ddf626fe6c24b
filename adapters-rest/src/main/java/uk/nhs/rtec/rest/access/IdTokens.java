package uk.nhs.rtec.rest.access;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.LoginToken;
import uk.nhs.rtec.domain.covid.ProofingLevel;
import uk.nhs.rtec.domain.covid.SignedInPatient;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Reads the ID tokens of NHS login, which say who is signed in to an app; another kind of token than the one that lets the app in. */
public final class IdTokens implements WhoIsSignedIn {

    private static final int CLOCK_SKEW_SECONDS = 5;

    private final Map<AppId, JwtConsumer> consumers;

    /**
     * The ID tokens of one issuer, whose keys are kept once for all apps.
     *
     * @param settings whose, and for whom they are issued
     */
    public IdTokens(IdTokenSettings settings, InstantSource clock) {
        IssuerKeys keys = new IssuerKeys(settings.jwksUrl(), clock);
        consumers = settings.audiences().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey, app -> consumer(settings.issuer(), app.getValue(), keys)));
    }

    private static JwtConsumer consumer(String issuer, String audience, IssuerKeys keys) {
        return new JwtConsumerBuilder()
                .setJwsAlgorithmConstraints(
                        ConstraintType.PERMIT,
                        AlgorithmIdentifiers.RSA_USING_SHA512,
                        AlgorithmIdentifiers.RSA_USING_SHA256)
                .setVerificationKeyResolver(keys)
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setRequireSubject()
                .setAllowedClockSkewInSeconds(CLOCK_SKEW_SECONDS)
                .build();
    }

    @Override
    public Reading read(AppId app, String token) {
        JwtConsumer consumer = consumers.get(app);
        if (consumer == null) {
            return new Invalid();
        }
        try {
            return patient(consumer.processToClaims(token), token)
                    .<Reading>map(SignedIn::new)
                    .orElseGet(Invalid::new);
        } catch (InvalidJwtException e) {
            return e.getCause() instanceof IssuerKeys.KeysUnreachable ? new KeysSilent() : new Invalid();
        }
    }

    private static Optional<SignedInPatient> patient(JwtClaims claims, String token) {
        Optional<NhsNumber> number = text(claims, "nhs_number").flatMap(NhsNumber::parse);
        Optional<ProofingLevel> level = text(claims, "identity_proofing_level").flatMap(ProofingLevel::named);
        // NHS login says of its tokens what they are for; one that says nothing is taken for what its audience says.
        boolean isForIdentity = text(claims, "token_use").map("id"::equals).orElse(true);
        return number.isPresent() && level.isPresent() && isForIdentity
                ? Optional.of(new SignedInPatient(number.get(), level.get(), new LoginToken(token)))
                : Optional.empty();
    }

    private static Optional<String> text(JwtClaims claims, String name) {
        return claims.getClaimValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }
}
