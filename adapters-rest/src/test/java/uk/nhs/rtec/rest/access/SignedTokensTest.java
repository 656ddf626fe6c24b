package uk.nhs.rtec.rest.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Logged;

class SignedTokensTest {

    private static final RsaJsonWebKey RS512 = Issuer.key("rs512", "RS512");
    private static final RsaJsonWebKey RS256 = Issuer.key("rs256", "RS256");
    private static final JWTAuthContextInfo UNUSED = new JWTAuthContextInfo();
    private static final Issuer ISSUER = new Issuer();

    private static final SignedTokens TOKENS = new SignedTokens(ISSUER.settings(), InstantSource.system());

    @BeforeAll
    static void publish() {
        ISSUER.publishes(RS512, RS256);
    }

    @AfterAll
    static void close() {
        ISSUER.close();
    }

    @Test
    void aTokenSignedWithEitherAlgorithmIsTaken() throws ParseException {
        for (RsaJsonWebKey key : List.of(RS512, RS256)) {
            String token = Issuer.signed(key, claims(0, 300));
            JWTCallerPrincipal principal = TOKENS.parse(token, UNUSED);

            assertThat(principal.getSubject()).isEqualTo("555254242106");
            assertThat(principal.getGroups()).containsExactly("B0570");
            assertThat(principal.getRawToken()).isEqualTo(token);
            assertThat(TokenClaims.requester(principal)).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 300, true, as long as a token may live",
        "0, 301, false, a second longer",
        "-200, 99, true, near its end",
        "-290, 10, true, nearly five minutes old",
        "-330, -30, false, expired",
        "60, 120, false, issued in the future",
        "10, 5, false, expires before it is issued",
        "-86400, 60, false, lives a day"
    })
    void aTokenLivesFiveMinutesAtMost(int issued, int expires, boolean taken, String remark) {
        String token = Issuer.signed(RS512, claims(issued, expires));

        if (taken) {
            assertThatCode(() -> TOKENS.parse(token, UNUSED)).as(remark).doesNotThrowAnyException();
        } else {
            assertRefused(token);
        }
    }

    @Test
    void groupsThatAreNoListOfTextsAreRefusedBeforeAnybodyElseReadsThem() {
        assertRefused(but(claims -> claims.setClaim("groups", "B0570")));
        assertRefused(but(claims -> claims.setClaim("groups", List.of(1, 2))));
    }

    @Test
    void aTokenThatIsNotValidYetIsRefused() {
        assertRefused(but(claims -> claims.setNotBefore(in(60))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "aud", "sub", "exp", "iat"})
    void everyClaimOfTheTokenItselfIsRequired(String claim) {
        assertRefused(but(claims -> claims.unsetClaim(claim)));
        assertRefused(but(claims -> claims.setClaim(claim, List.of())));
        assertRefused(but(claims -> claims.setClaim(claim, java.util.Map.of("a", 1))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iss | https://issuer.example/   | one character more
            iss | https://ISSUER.example    | another spelling
            iss | 200000000946              | a system, as in the unsigned tokens
            aud | https://rtec.example/     | one character more
            aud | https://other.example     | somebody else
            exp | tomorrow                  | no number
            iat | now                       | no number
            exp | 99999999999999999999999   | beyond all numbers
            """)
    void aClaimThatIsWrongIsRefused(String claim, String value, String remark) {
        assertThatExceptionOfType(ParseException.class)
                .as(remark)
                .isThrownBy(() -> TOKENS.parse(but(claims -> claims.setClaim(claim, value)), UNUSED));
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE})
    void timesBeyondAllReasonAreRefused(long seconds) {
        assertRefused(but(claims -> claims.setClaim("exp", seconds)));
        assertRefused(but(claims -> claims.setClaim("iat", seconds)));
        assertRefused(but(claims -> {
            claims.setClaim("iat", seconds);
            claims.setClaim("exp", seconds);
        }));
    }

    @Test
    void anAudienceAmongOthersIsEnough() {
        assertThatCode(() -> TOKENS.parse(
                        but(claims -> claims.setAudience(List.of("https://other.example", Issuer.AUDIENCE))), UNUSED))
                .doesNotThrowAnyException();
        assertRefused(but(claims -> claims.setAudience(List.of("https://other.example"))));
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertRefused(Issuer.signed(Issuer.key("unknown", "RS512"), claims(0, 300)));
    }

    @Test
    void aTokenThatNamesNoKeyIsRefused() {
        assertRefused(signed(signature -> signature.getHeaders().setObjectHeaderValue("kid", null)));
    }

    @Test
    void aForeignKeyUnderAKnownNameIsRefused() {
        assertRefused(Issuer.signed(Issuer.key("rs512", "RS512"), claims(0, 300)));
    }

    @Test
    void aKeyServesItsOwnAlgorithmOnly() {
        assertRefused(signed(signature -> signature.setAlgorithmHeaderValue("RS256")));
        assertRefused(signed(signature -> signature.setAlgorithmHeaderValue("RS384")));
        assertRefused(signed(signature -> signature.setAlgorithmHeaderValue("PS512")));
    }

    @Test
    void aTokenThatNobodySignedIsRefused() {
        assertRefused(signed(signature -> {
            signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
            signature.setAlgorithmHeaderValue("none");
            signature.setKey(null);
        }));
    }

    @Test
    void thePublicKeyIsNoSharedSecret() {
        assertRefused(signed(signature -> {
            signature.setAlgorithmHeaderValue("HS256");
            signature.setKey(new HmacKey(RS512.getRsaPublicKey().getEncoded()));
        }));
    }

    @Test
    void aKeyInTheTokenItselfIsOfNoAccount() {
        RsaJsonWebKey own = Issuer.key("rs512", "RS512");
        assertRefused(signed(signature -> {
            signature.setKey(own.getPrivateKey());
            signature.getHeaders().setJwkHeaderValue("jwk", own);
            signature.setHeader("jku", "http://127.0.0.1:1/jwks.json");
        }));
    }

    @Test
    void aCriticalHeaderThatNobodyKnowsIsRefused() {
        assertRefused(signed(signature -> {
            signature.setCriticalHeaderNames("urn:unknown");
            signature.setHeader("urn:unknown", "1");
        }));
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String[] parts = Issuer.signed(RS512, claims(0, 300)).split("\\.", -1);
        String other = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("FML84", "FML85");

        assertRefused(parts[0] + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(other.getBytes(UTF_8))
                + "." + parts[2]);
        assertRefused(parts[0] + "." + parts[1] + ".");
        assertRefused(parts[0] + "." + parts[1]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "...", "....", "a.b.c", "null", "e30.e30.", "😀.😀.😀", "{}"})
    void garbageIsRefused(String garbage) {
        assertRefused(garbage);
    }

    @Test
    void aHundredKilobytesOfGarbageAreRefused() {
        assertRefused("x".repeat(100_000));
        assertRefused(".".repeat(100_000));
        assertRefused("e30." + "A".repeat(100_000) + ".AAAA");
        assertRefused(
                but(claims -> claims.setClaim("deep", "[".repeat(100_000))).substring(1));
    }

    @Test
    void aRefusalTellsNothingOfTheToken() {
        try (Logged log = new Logged()) {
            assertThatExceptionOfType(ParseException.class)
                    .isThrownBy(() ->
                            TOKENS.parse(but(claims -> claims.setIssuer("https://somebody-else.example")), UNUSED))
                    .withMessage("the token is not valid")
                    .withNoCause();
            assertThat(log.lines().stream().filter(line -> !line.contains("FINE")))
                    .noneMatch(line -> line.contains("somebody-else"));
        }
    }

    @Test
    void withoutTheIssuersKeysNothingCanBeSaid() {
        try (Issuer away = new Issuer()) {
            away.answers(503);
            SignedTokens tokens = new SignedTokens(away.settings(), InstantSource.system());

            assertThatExceptionOfType(IssuerKeys.KeysUnreachable.class)
                    .isThrownBy(() -> tokens.parse(Issuer.signed(RS512, claims(0, 300)), UNUSED));
        }
    }

    @Test
    void garbageIsRefusedEvenWhenTheIssuersKeysAreAway() {
        try (Issuer away = new Issuer()) {
            away.answers(503);
            SignedTokens tokens = new SignedTokens(away.settings(), InstantSource.system());

            assertThatExceptionOfType(ParseException.class).isThrownBy(() -> tokens.parse("a.b.c", UNUSED));
        }
    }

    private static JwtClaims claims(int issued, int expires) {
        JwtClaims claims = SampleTokens.pharmacist();
        claims.setIssuedAt(in(issued));
        claims.setExpirationTime(in(expires));
        return claims;
    }

    private static NumericDate in(int seconds) {
        NumericDate date = NumericDate.now();
        date.addSeconds(seconds);
        return date;
    }

    private static String but(Consumer<JwtClaims> change) {
        JwtClaims claims = claims(0, 300);
        change.accept(claims);
        return Issuer.signed(RS512, claims);
    }

    private static String signed(Consumer<JsonWebSignature> change) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims(0, 300).toJson());
        signature.setKey(RS512.getPrivateKey());
        signature.setKeyIdHeaderValue("rs512");
        signature.setAlgorithmHeaderValue("RS512");
        change.accept(signature);
        return Issuer.compact(signature);
    }

    private static void assertRefused(String token) {
        assertThatExceptionOfType(ParseException.class).isThrownBy(() -> TOKENS.parse(token, UNUSED));
    }
}
