package uk.nhs.rtec.sandbox.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

class TokenDeskTest {
    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private Answer ask(String form) {
        return sandbox.ask(Asking.post("/tokens", form));
    }

    private String token(String form) {
        return JsonText.readObject(ask(form).bodyText()).orElseThrow().getString("access_token");
    }

    private JwtClaims verified(String token) throws InvalidJwtException, JoseException {
        JsonWebKeySet keys =
                new JsonWebKeySet(sandbox.ask(Asking.get("/jwks.json")).bodyText());
        JwtConsumer consumer = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
                .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, "RS512", "RS256")
                .setExpectedAudience("urn:nhs:rtec")
                .setExpectedIssuer(Asking.ROOT)
                .setEvaluationTime(NumericDate.fromSeconds(SandboxUnderTest.START.getEpochSecond()))
                .setRequireExpirationTime()
                .build();
        return consumer.processToClaims(token);
    }

    @ParameterizedTest
    @CsvSource({
        "pharmacist,       FML84, B0570",
        "no-activity,      FML84, ",
        "register-officer, T1450, REGISTER",
        "auditor,          T1450, AUDITOR",
        "audit-approver,   T1450, AUDIT_APPROVER",
        "claims-officer,   T1450, CLAIMS",
        "governance,       T1450, GOVERNANCE"
    })
    void everyUserGetsATokenOfTheirOwn(String user, String organisation, String group) throws Exception {
        JwtClaims claims = verified(token("user=" + user));

        assertThat(claims.getStringClaimValue("requesting_organization")).isEqualTo(organisation);
        assertThat(claims.getStringListClaimValue("groups")).isEqualTo(group == null ? List.of() : List.of(group));
        assertThat(claims.getSubject())
                .matches("[0-9]{12}")
                .isEqualTo(claims.getStringClaimValue("requesting_practitioner"));
        assertThat(claims.getStringClaimValue("requesting_device")).matches("[0-9]{12}");
        assertThat(claims.getStringClaimValue("reason_for_request")).isEqualTo("directcare");
        assertThat(claims.getStringClaimValue("requested_scope")).isEqualTo("/rtec-api-gateway/search");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(300);
    }

    @Test
    void rs256IsSignedWithAKeyOfItsOwn() throws Exception {
        String token = token("user=pharmacist&alg=RS256");

        assertThat(verified(token).getSubject()).isNotEmpty();
        JwtContext context = new JwtConsumerBuilder()
                .setSkipSignatureVerification()
                .setSkipAllValidators()
                .setDisableRequireSignature()
                .build()
                .process(token);
        assertThat(context.getJoseObjects().get(0).getAlgorithmHeaderValue()).isEqualTo("RS256");
        assertThat(context.getJoseObjects().get(0).getKeyIdHeaderValue()).startsWith("sandbox-rs256-");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alg=none",
                "key=foreign",
                "kid=unknown",
                "expires_in=-60",
                "issuer=https://elsewhere",
                "audience=elsewhere",
                "omit=exp"
            })
    void aWrongTokenCanBeHadAndIsWrong(String wrong) {
        String token = token("user=pharmacist&" + wrong);

        assertThatThrownBy(() -> verified(token)).isInstanceOf(InvalidJwtException.class);
    }

    @Test
    void claimsCanBeReplacedAddedAndLeftOut() throws Exception {
        JwtClaims claims = verified(token("user=pharmacist&claim.sub=somebody&organisation=A1B2C&asid=1&groups=A,B"
                + "&omit=jti,requested_scope"));

        assertThat(claims.getSubject()).isEqualTo("somebody");
        assertThat(claims.getStringClaimValue("requesting_organization")).isEqualTo("A1B2C");
        assertThat(claims.getStringClaimValue("requesting_device")).isEqualTo("1");
        assertThat(claims.getStringListClaimValue("groups")).containsExactly("A", "B");
        assertThat(claims.hasClaim("jti")).isFalse();
        assertThat(claims.hasClaim("requested_scope")).isFalse();
    }

    @Test
    void theCovidApplicationHasAScopeAndNoPerson() throws Exception {
        JwtClaims claims = verified(token("user=covid-app"));

        assertThat(claims.getStringClaimValue("scope")).isEqualTo("urn:nhsd:apim:app:level3:covid-medical-exemptions");
        assertThat(claims.hasClaim("requesting_practitioner")).isFalse();
    }

    @Test
    void aPatientsTokenSaysWhoAndHowWellIdentified() throws Exception {
        JwtClaims claims = verified(token("user=patient&nhs_number=9434765919&proofing=P5&audience=urn:nhs:rtec"));

        assertThat(claims.getStringClaimValue("nhs_number")).isEqualTo("9434765919");
        assertThat(claims.getStringClaimValue("identity_proofing_level")).isEqualTo("P5");
        assertThat(claims.getStringClaimValue("vot")).startsWith("P5.");
        assertThat(claims.getStringClaimValue("birthdate")).isEqualTo("2010-01-01");
        assertThat(claims.getStringClaimValue("family_name")).isEqualTo("Parker");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user=nobody", "user=pharmacist&alg=HS256", "user=pharmacist&expires_in=soon", "usr=x"})
    void whatTheDeskDoesNotUnderstandItRefuses(String form) {
        Answer answer = ask(form);

        assertThat(answer.status()).isEqualTo(400);
        JsonObject body = JsonText.readObject(answer.bodyText()).orElseThrow();
        assertThat(body.getString("error")).isEqualTo("invalid_request");
    }
}
