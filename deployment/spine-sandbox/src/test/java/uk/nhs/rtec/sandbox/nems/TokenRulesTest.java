package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.JsonText;

/** The published rules of Spine's token, row by row: one thing wrong, and what is answered. */
class TokenRulesTest extends SubscriptionStory {

    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code|";

    private static Asking creatingBy(JsonObject claims) {
        return creating().with("Authorization", "Bearer " + Subscriber.token(claims));
    }

    private void assertTokenRefused(Asking asking, String diagnostics) {
        assertRefused(sandbox.ask(asking), 400, "structure", "MISSING_OR_INVALID_HEADER", diagnostics);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            nullValues = "-",
            value = {
                "1 no header;              -;                        The Authorisation header must be supplied",
                "1 an empty one;           \" \";                    The Authorisation header must be supplied",
                "2 one section;            Bearer e30;               The JWT associated with the Authorisation header must have the 3 sections",
                "2 two sections;           Bearer e30.e30;           The JWT associated with the Authorisation header must have the 3 sections",
                "2 four sections;          Bearer e30.e30..;         The JWT associated with the Authorisation header must have the 3 sections",
                "2 nothing after Bearer;   \"Bearer \";              The JWT associated with the Authorisation header must have the 3 sections",
                "3 no payload;             Bearer e30..;             The JWT associated with the Authorisation header must have a body of claims.",
                "4 another scheme;         Basic dXNlcjpwYXNzd29yZA==; The Authorisation header must be supplied as a valid JWT.",
                "4 no scheme;              e30.e30.;                 The Authorisation header must be supplied as a valid JWT.",
                "4 no base64url;           Bearer e3+/.e30.;         The Authorisation header must be supplied as a valid JWT.",
                "4 padded;                 Bearer e30=.e30.;         The Authorisation header must be supplied as a valid JWT.",
                "4 cut off;                Bearer e.e30.;            The Authorisation header must be supplied as a valid JWT.",
                "4 no JSON;                Bearer aGVsbG8.e30.;      The Authorisation header must be supplied as a valid JWT.",
                "4 an array of claims;     Bearer e30.W10.;          The Authorisation header must be supplied as a valid JWT.",
                "5 no algorithm;           Bearer e30.e30.;          The JWT associated with the Authorisation header must have an empty signature."
            })
    void aTokenMustBeOne(String remark, String header, String diagnostics) {
        Asking asking = header == null
                ? creating().without("Authorization")
                : creating().with("Authorization", header.stripLeading().isEmpty() ? " " : header);

        assertTokenRefused(asking, diagnostics);
    }

    @ParameterizedTest(name = "5: {0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"alg\":\"RS512\",\"typ\":\"JWT\"};; The JWT associated with the Authorisation header must have an empty signature.",
                "{\"alg\":\"none\",\"typ\":\"JWT\"}; c2lnbmVk; The JWT associated with the Authorisation header must have an empty signature.",
                "{\"alg\":\"none\",\"typ\":\"JWS\"};; The Authorisation header must be supplied as a valid JWT."
            })
    void aTokenMustBeUnsigned(String head, String signature, String diagnostics) {
        String claims = Subscriber.encoded(
                Subscriber.claims("patient/Subscription.write").toString());

        assertTokenRefused(
                creating()
                        .with(
                                "Authorization",
                                "Bearer " + Subscriber.encoded(head) + "." + claims + "."
                                        + Optional.ofNullable(signature).orElse("")),
                diagnostics);
    }

    @ParameterizedTest(name = "6: {0}")
    @CsvSource({
        "iss",
        "aud",
        "iat",
        "exp",
        "sub",
        "requesting_system",
        "reason_for_request",
        "scope",
        "requesting_organization"
    })
    void everyMandatoryClaimMustBeThereAndOfItsKind(String claim) {
        String missing =
                "The mandatory claim " + claim + " from the JWT associated with the Authorisation header is missing";
        JsonObject claims = Subscriber.claims("patient/Subscription.write");

        assertTokenRefused(creatingBy(Subscriber.changed(claims, Map.of(claim, ""))), missing);
        assertTokenRefused(creatingBy(Subscriber.changed(claims, Map.of(claim, " "))), missing);
        JsonObject wrongKind = claim.equals("iat") || claim.equals("exp")
                ? Subscriber.changed(claims, Map.of(claim, "1795256130"))
                : Subscriber.changed(claims, Map.of(claim, 17L));
        assertTokenRefused(creatingBy(wrongKind), missing);
    }

    @Test
    void aTokenWithoutClaimsMissesTheFirst() {
        assertTokenRefused(
                creatingBy(JsonText.object().build()),
                "The mandatory claim iss from the JWT associated with the Authorisation header is missing");
    }

    @ParameterizedTest(name = "{0}: {1}={2}")
    @CsvSource(
            delimiter = ';',
            value = {
                "7 the user is the subject;      requesting_user;   https://fhir.nhs.uk/Id/sds-role-profile-id|1; requesting_user (https://fhir.nhs.uk/Id/sds-role-profile-id|1) and sub (https://fhir.nhs.uk/Id/accredited-system|200000002001) claim's values must match",
                "8 or else the system;           sub;               somebody; requesting_system (https://fhir.nhs.uk/Id/accredited-system|200000002001) and sub (somebody) claim's values must match",
                "12 a reason that is known;      reason_for_request; curiosity; reason_for_request (curiosity) must be 'directcare'",
                "13 the scope to write;          scope;             patient/Subscription.read; Required scopes not found in token (patient/Subscription.read)",
                "13 no part of a scope;          scope;             patient/Subscription.writer; Required scopes not found in token (patient/Subscription.writer)",
                "14 the form of an organisation; requesting_organization; T1450; requesting_organisation (T1450) must be of the form [https://fhir.nhs.uk/Id/ods-organization-code|[ODSCode]",
                "15 a known organisation;        requesting_organization; https://fhir.nhs.uk/Id/ods-organization-code|RR8; The ODS code defined in the requesting_organisation(RR8) is unknown",
                "16 the ASID's organisation;     requesting_organization; https://fhir.nhs.uk/Id/ods-organization-code|X26; requesting_system ASID (200000002001) is not associated with the requesting_organisation ODS code (X26)",
                "18 a patient's number;          requesting_patient; http://fhir.nhs.net/Id/nhs-number|9990000019; The NHS number does not conform to the NHS Number format: 9990000019.",
                "18 in its form;                 requesting_patient; 9990000352; The NHS number does not conform to the NHS Number format: 9990000352."
            })
    void everyClaimHasItsRule(String remark, String claim, String value, String diagnostics) {
        assertTokenRefused(
                creatingBy(Subscriber.changed(Subscriber.claims("patient/Subscription.write"), Map.of(claim, value))),
                diagnostics);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "9 the form of a system;  200000002001;   requesting_system (200000002001) must be of the form [https://fhir.nhs.uk/Id/accredited-system|[ASID]]",
                "9 twelve digits;         https://fhir.nhs.uk/Id/accredited-system|20000000200; requesting_system (https://fhir.nhs.uk/Id/accredited-system|20000000200) must be of the form [https://fhir.nhs.uk/Id/accredited-system|[ASID]]",
                "10 a known system;       https://fhir.nhs.uk/Id/accredited-system|299999999999; The ASID defined in the requesting_system (299999999999) is unknown",
                "11 the one that calls;   https://fhir.nhs.uk/Id/accredited-system|200000002002; The ASID defined in the requesting_system (200000002002) does not match the FromASID in the request"
            })
    void theSystemIsTheOneThatCalls(String remark, String system, String diagnostics) {
        assertTokenRefused(
                creatingBy(Subscriber.changed(
                        Subscriber.claims("patient/Subscription.write"),
                        Map.of("requesting_system", system, "sub", system))),
                diagnostics);
    }

    @Test
    void aUserIsNamedWithinASystemOfNames() {
        assertTokenRefused(
                creatingBy(Subscriber.changed(
                        Subscriber.claims("patient/Subscription.write"),
                        Map.of("requesting_user", "555200000101", "sub", "555200000101"))),
                "requesting_user (555200000101) must be of the form"
                        + " [https://fhir.nhs.uk/Id/sds-role-profile-id|[SDSRoleProfileID]]");
    }

    @Test
    void anOrganisationSpelledTwiceIsOneOrganisation() {
        JsonObject claims = Subscriber.claims("patient/Subscription.write");

        assertTokenRefused(
                creatingBy(Subscriber.changed(claims, Map.of("requesting_organisation", ODS + "X26"))),
                "requesting_organisation (" + ODS + "X26) and requesting_organization (" + ODS
                        + "T1450) claim's values must match");
        assertThat(sandbox.ask(creatingBy(Subscriber.changed(
                                claims,
                                Map.of("requesting_organization", "", "requesting_organisation", ODS + "T1450"))))
                        .status())
                .isEqualTo(201);
        assertThat(sandbox.ask(creatingBy(Subscriber.changed(claims, Map.of("requesting_organisation", ODS + "T1450"))))
                        .status())
                .as("a duplicate")
                .isEqualTo(422);
    }

    @ParameterizedTest(name = "19: iat {0}, exp {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "0;    299; exp 1795256429 must be 5 minutes greater than iat 1795256130",
                "0;    301; exp 1795256431 must be 5 minutes greater than iat 1795256130",
                "6;    306; iat 1795256136 must be in the past or now and exp 1795256436 must be in the future or now",
                "-300; 0;   iat 1795255830 must be in the past or now and exp 1795256130 must be in the future or now"
            })
    void aTokenLivesFiveMinutes(long iat, long exp, String diagnostics) {
        assertTokenRefused(creatingBy(lived(iat, exp)), diagnostics);
    }

    private static JsonObject lived(long iat, long exp) {
        long now = SandboxUnderTest.START.getEpochSecond();
        return Subscriber.changed(
                Subscriber.claims("patient/Subscription.write"), Map.of("iat", now + iat, "exp", now + exp));
    }

    @Test
    void aTokenServesFromALittleBeforeItsTimeToItsLastSecond() {
        assertThat(sandbox.ask(creatingBy(lived(5, 305))).status()).isEqualTo(201);
        assertThat(sandbox.ask(creatingBy(lived(-299, 1))).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource({"directcare", "secondaryuses", "patientaccess"})
    void threeReasonsAreGoodOnes(String reason) {
        assertThat(sandbox.ask(creatingBy(Subscriber.changed(
                                Subscriber.claims("patient/Subscription.read patient/Subscription.write"),
                                Map.of("reason_for_request", reason))))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aUserAndAPatientMayBeNamed() {
        String user = "https://fhir.nhs.uk/Id/sds-role-profile-id|555200000101";

        assertThat(sandbox.ask(creatingBy(Subscriber.changed(
                                Subscriber.claims("patient/Subscription.write"),
                                Map.of(
                                        "requesting_user", user,
                                        "sub", user,
                                        "requesting_patient", "http://fhir.nhs.net/Id/nhs-number|9990000352"))))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void theTimesOfATokenMayBeLeftAlone(@TempDir Path folder) {
        SandboxUnderTest lax = SandboxUnderTest.withoutTokenTimes(folder);
        lax.pass(Duration.ofDays(1));

        assertThat(lax.ask(creating()).status()).isEqualTo(201);
        sandbox.pass(Duration.ofDays(1));
        assertThat(sandbox.ask(creating()).status()).isEqualTo(400);
    }
}
