package uk.nhs.rtec.rest.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.Logged;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;
import uk.nhs.rtec.rest.api.RunningApi;

class AccessFeatureTest {

    private static final Problems PROBLEMS = new Problems();

    private final RunningApi api = new RunningApi(
            new Doors(), new AccessFeature("doors", TokenClaims::requester, PROBLEMS), new Faults(PROBLEMS));

    @Test
    void whoeverMayComeInIsKnownByTheWordsOfTheDomain() {
        RunningApi.Answer answer = open(SampleTokens.pharmacist(SampleTokens::unchanged));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("FML84 226732150041");
    }

    @Test
    void oneOfSeveralActivitiesIsEnough() {
        assertThat(open(SampleTokens.pharmacist(
                                claims -> claims.setStringListClaim("groups", List.of("B0401", "B0572"))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whoAsksForTheHeadersOnlyIsRefusedBeforeAnythingIsDone() {
        RunningApi.Answer answer = api.call("HEAD", "/doors")
                .by(SampleTokens.pharmacist(SampleTokens::unchanged))
                .send();

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, OPTIONS");
        assertThat(api.call("HEAD", "/doors").send().status()).isEqualTo(401);
    }

    @Test
    void nobodyIs401WithAChallengeThatNamesNoError() {
        assertRefused(open(null), 401, "Bearer realm=\"rtec\"");
    }

    @Test
    void somebodyWithoutATokenIs401() {
        assertRefused(open(() -> "admin"), 401, "Bearer realm=\"rtec\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sub",
                "reason_for_request",
                "requested_scope",
                "requesting_device",
                "requesting_organization",
                "requesting_practitioner"
            })
    void aMissingClaimIs401(String claim) {
        assertRefused(
                open(SampleTokens.pharmacist(claims -> claims.unsetClaim(claim))),
                401,
                "Bearer realm=\"rtec\", error=\"invalid_token\"");
    }

    @Test
    void aTokenThatIsWrongIs401EvenWhenItHasNoActivityEither() {
        assertRefused(
                open(SampleTokens.pharmacist(claims -> {
                    claims.unsetClaim("groups");
                    claims.setClaim("requesting_organization", "FFFFF");
                })),
                401,
                "Bearer realm=\"rtec\", error=\"invalid_token\"");
    }

    @Test
    void aRightTokenWithoutTheActivityIs403() {
        String challenge = "Bearer realm=\"rtec\", error=\"insufficient_scope\"";

        assertRefused(open(SampleTokens.pharmacist(claims -> claims.unsetClaim("groups"))), 403, challenge);
        assertRefused(
                open(SampleTokens.pharmacist(claims -> claims.setStringListClaim("groups", List.of()))),
                403,
                challenge);
        assertRefused(
                open(SampleTokens.pharmacist(
                        claims -> claims.setStringListClaim("groups", List.of("B0401", "b0570", "B05700")))),
                403,
                challenge);
    }

    @Test
    void activitiesOfTheWrongTypeAreNone() {
        for (Object groups : List.of(570, true, Map.of("B0570", 1), List.of(570))) {
            assertThat(open(SampleTokens.pharmacist(claims -> claims.setClaim("groups", groups)))
                            .status())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "226732150041, 200, the system of the token",
        "226732150042, 403, another system",
        "'', 403, no system",
        "'226732150041, 226732150041', 403, twice"
    })
    void sspFromIsTheSystemThatTheTokenNames(String sender, int status, String remark) {
        RunningApi.Answer answer = api.call("GET", "/doors")
                .by(SampleTokens.pharmacist(SampleTokens::unchanged))
                .header("Ssp-From", sender)
                .send();

        assertThat(answer.status()).as(remark).isEqualTo(status);
    }

    @Test
    void aDoorForEverybodyIsOpenToEverybody() {
        RunningApi.Answer answer = api.call("GET", "/doors/open").send();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("come in");
    }

    @Test
    void aMethodThatDoesNotSayWhoMayCallItKeepsTheServiceFromStarting() {
        assertThatIllegalStateException()
                .isThrownBy(
                        () -> new RunningApi(new Forgotten(), new AccessFeature("x", TokenClaims::requester, PROBLEMS)))
                .withMessageContaining("who may call")
                .withMessageContaining("Forgotten");
    }

    @Test
    void aRefusalIsLoggedWithItsStatusApiAndOrganisationAndNothingElse() {
        try (Logged log = new Logged()) {
            open(null);
            open(SampleTokens.pharmacist(claims -> claims.setClaim("requesting_device", "x")));
            open(SampleTokens.pharmacist(claims -> claims.unsetClaim("groups")));
            open(SampleTokens.pharmacist(SampleTokens::unchanged));

            assertThat(log.linesOf(RefusalLog.class).stream().map(line -> line.substring(line.indexOf("refused status"))
                            .strip()))
                    .containsExactly(
                            "refused status=401 api=doors organisation=unknown",
                            "refused status=401 api=doors organisation=unknown",
                            "refused status=403 api=doors organisation=FML84");
        }
    }

    private RunningApi.Answer open(@Nullable Principal caller) {
        return api.call("GET", "/doors").by(caller).send();
    }

    private static void assertRefused(RunningApi.Answer answer, int status, String challenge) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo(challenge);
        if (status == 401) {
            assertThat(answer.body()).isEmpty();
        } else {
            assertThat(answer.body()).contains("\"status\":403");
        }
    }

    /** A resource with one door for some and one for all. */
    @Path("doors")
    public static final class Doors {

        @GET
        @RolesAllowed({"B0570", "B0572"})
        public String some(@Context SecurityContext security) {
            Requester requester = Caller.of(security, Requester.class);
            return security.getUserPrincipal().getName() + " "
                    + requester.system().value();
        }

        @GET
        @Path("open")
        @PermitAll
        public String all() {
            return "come in";
        }
    }

    /** A resource whose author forgot to say who may call it. */
    @Path("forgotten")
    public static final class Forgotten {

        @GET
        public String open() {
            return "anybody";
        }
    }
}
