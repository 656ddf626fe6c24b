package uk.nhs.rtec.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.LoginToken;
import uk.nhs.rtec.domain.covid.ProofingLevel;
import uk.nhs.rtec.domain.covid.SignedInPatient;
import uk.nhs.rtec.domain.patient.NhsNumber;

class IdTokensTest {

    private static final RsaJsonWebKey KEY = Issuer.key("rs512", "RS512");
    private static final RsaJsonWebKey FOREIGN = Issuer.key("rs512", "RS512");

    private static final AppId APP = new AppId("an-app");
    private static final AppId OTHER = new AppId("other");

    private final Issuer issuer = new Issuer();
    private final IdTokens tokens = new IdTokens(
            new IdTokenSettings(
                    issuer.settings().jwksUrl(), Issuer.NAME, Map.of(APP, Issuer.AUDIENCE, OTHER, "another-app")),
            InstantSource.system());

    @BeforeEach
    void publish() {
        issuer.publishes(KEY);
    }

    @AfterEach
    void close() {
        issuer.close();
    }

    @ParameterizedTest
    @EnumSource(ProofingLevel.class)
    void whoIsSignedInIsKnownWithTheLevelThatNhsLoginGives(ProofingLevel level) {
        String token = token(claims -> claims.setClaim("identity_proofing_level", level.name()));

        assertThat(tokens.read(APP, token))
                .isEqualTo(new WhoIsSignedIn.SignedIn(
                        new SignedInPatient(new NhsNumber("9990548021"), level, new LoginToken(token))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nhs_number", "identity_proofing_level", "iss", "aud", "exp", "iat", "sub"})
    void withoutOneOfTheseNobodyIsSignedIn(String claim) {
        assertInvalid(token(claims -> claims.unsetClaim(claim)));
    }

    @ParameterizedTest
    @CsvSource({
        "nhs_number, 9990548022, no NHS number",
        "identity_proofing_level, P7, no level",
        "token_use, access, a token for something else",
        "iss, https://elsewhere.example, another issuer",
        "aud, another-app, for another app"
    })
    void whatIsWrongInOneThingIsInvalid(String claim, String value, String remark) {
        assertInvalid(token(claims -> claims.setClaim(claim, value)));
    }

    @Test
    void eachAppHasAnAudienceOfItsOwn() {
        String forOther = token(claims -> claims.setAudience("another-app"));

        assertThat(tokens.read(OTHER, forOther)).isInstanceOf(WhoIsSignedIn.SignedIn.class);
        assertThat(tokens.read(APP, forOther)).isInstanceOf(WhoIsSignedIn.Invalid.class);
        assertThat(tokens.read(OTHER, token(claims -> {}))).isInstanceOf(WhoIsSignedIn.Invalid.class);
    }

    @Test
    void nobodySignsInToAnAppThatIsNotEnrolledForIt() {
        assertThat(tokens.read(new AppId("stranger"), token(claims -> {}))).isInstanceOf(WhoIsSignedIn.Invalid.class);
    }

    @Test
    void anExpiredOneAForeignOneAndWhatIsNoneAreInvalid() {
        assertInvalid(token(claims -> claims.setExpirationTimeMinutesInTheFuture(-1)));
        assertInvalid(Issuer.signed(FOREIGN, claims()));
        assertInvalid("x");
        assertInvalid("");
    }

    @Test
    void nhsLoginsTokensLiveLongerThanOurOwn() {
        assertThat(tokens.read(APP, token(claims -> claims.setExpirationTimeMinutesInTheFuture(60))))
                .isInstanceOf(WhoIsSignedIn.SignedIn.class);
    }

    @Test
    void withoutTheIssuersKeysNothingCanBeSaid() {
        issuer.answers(500);
        assertThat(tokens.read(APP, token(claims -> {}))).isInstanceOf(WhoIsSignedIn.KeysSilent.class);
    }

    private void assertInvalid(String token) {
        assertThat(tokens.read(APP, token)).isInstanceOf(WhoIsSignedIn.Invalid.class);
    }

    private static String token(Consumer<JwtClaims> but) {
        JwtClaims claims = claims();
        but.accept(claims);
        return Issuer.signed(KEY, claims);
    }

    private static JwtClaims claims() {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(Issuer.NAME);
        claims.setAudience(Issuer.AUDIENCE);
        claims.setSubject("a-user-of-nhs-login");
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        claims.setClaim("nhs_number", "9990548021");
        claims.setClaim("identity_proofing_level", "P9");
        return claims;
    }
}
