package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** The published rules of the subscription API and of Spine's token, row by row: one thing wrong, and what is answered. */
class RuleTablesTest {
    private static final String SYSTEM = "https://fhir.nhs.uk/Id/accredited-system|";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code|";
    private static final Pattern CODING = Pattern.compile(
            "<system value=\"https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1\"/><code value=\"([A-Z_]+)\"/>");

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private static Asking creating(String criteria) {
        return Subscriber.creating(Subscriber.xml(criteria));
    }

    private static Asking creating() {
        return creating(Subscriber.CRITERIA);
    }

    private static Asking creatingBy(JsonObject claims) {
        return creating().with("Authorization", "Bearer " + Subscriber.token(claims));
    }

    private void assertRefused(Answer answer, int status, String issue, String code, String diagnostics) {
        String body = answer.bodyText();
        Matcher coding = CODING.matcher(body);
        assertThat(answer.status()).as(body).isEqualTo(status);
        assertThat(coding.find()).as(body).isTrue();
        assertThat(coding.group(1)).as(body).isEqualTo(code);
        assertThat(body)
                .contains("<issue><severity value=\"error\"/><code value=\"" + issue + "\"/>")
                .contains("<display value=\"" + SpineCode.valueOf(code).display() + "\"/></coding></details>")
                .contains(
                        "<meta><profile value=\"https://fhir.nhs.uk/STU3/StructureDefinition/Spine-OperationOutcome-1\"/>");
        if (diagnostics.isEmpty()) {
            assertThat(body).doesNotContain("<diagnostics");
        } else {
            assertThat(body).contains("<diagnostics value=\"" + diagnostics.replace("<", "&lt;") + "\"/>");
        }
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

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "fromASID, -",
                "fromASID, 20000000200",
                "fromASID, 20000000200A",
                "toASID, -",
                "toASID, 200000002001",
                "InteractionID, -",
                "InteractionID, urn:nhs:names:services:clinicals-sync:SubscriptionsApiGet"
            })
    void everyHeaderHasItsRule(String header, String value) {
        Asking asking = value == null ? creating().without(header) : creating().with(header, value);

        assertRefused(
                sandbox.ask(asking), 400, "invalid", "MISSING_OR_INVALID_HEADER", header + " HTTP Header is missing");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "no event;                  &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352",
                "no kind;                   &MessageHeader.event=pds-death-notification-1",
                "both kinds;                &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&subscriptionRuleType=COUNTRYCODE",
                "an organisation of its own; &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&Organization.identifier=X26",
                "two events of a rule;      &MessageHeader.event=pds-death-notification-1&MessageHeader.event=pds-birth-notification-1&subscriptionRuleType=COUNTRYCODE",
                "two patients;              &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000522&MessageHeader.event=pds-death-notification-1",
                "another system of numbers; &Patient.identifier=urn:nhs|9990000352&MessageHeader.event=pds-death-notification-1",
                "an older event code;       &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=PDS002",
                "an empty component;        &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&&MessageHeader.event=pds-death-notification-1",
                "an ampersand at the end;   &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&",
                "an unknown component;      &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&Patient.gender=female",
                "an unknown service;        &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&serviceType=PHARMACY",
                "an age without a sense;    &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&Patient.age=60",
                "three ages;                &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&Patient.age=gt6&Patient.age=gt7&Patient.age=lt9",
                "an unknown registration;   &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&GPRegistration=Both",
                "an unknown rule;           &MessageHeader.event=pds-death-notification-1&subscriptionRuleType=HSS",
                "an organisation of no form; &MessageHeader.event=pds-death-notification-1&subscriptionRuleType=GP_GP_GP&Organization.identifier=x",
                "a tag with a space;        &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&tag=two words",
                "an empty tag;              &Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&tag="
            })
    void criteriaHaveRules(String remark, String components) {
        assertRefused(
                sandbox.ask(creating("/Bundle?type=message" + components)),
                400,
                "invalid",
                "INVALID_REQUEST_MESSAGE",
                "The subscription criteria did not meet business rules");
    }

    @ParameterizedTest
    @CsvSource({"/Patient?type=message&", "Bundle?type=message&", "/Bundle?type=collection&"})
    void criteriaAskForMessages(String start) {
        assertRefused(
                sandbox.ask(creating(Subscriber.CRITERIA.replace("/Bundle?type=message&", start))),
                400,
                "invalid",
                "INVALID_REQUEST_MESSAGE",
                "The subscription criteria did not meet business rules");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "the guide's example;   serviceType=UHV&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9434765919&MessageHeader.event=pds-change-of-address-1",
                "another order;         MessageHeader.event=pds-death-notification-1&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352",
                "the other system;      Patient.identifier=https://fhir.nhs.uk/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1",
                "several events;        Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&MessageHeader.event=pds-record-change-1",
                "encoded;               Patient.identifier=http%3A%2F%2Ffhir.nhs.net%2FId%2Fnhs-number%7C9990000352&MessageHeader.event=pds-death-notification-1",
                "everything there is;   serviceType=GP&Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352&MessageHeader.event=pds-death-notification-1&Patient.age=gt16&Patient.age=lt60&GPRegistration=RegisteredOnly&tag=a|b,c_D-9"
            })
    void criteriaMayBeWrittenInManyWays(String remark, String components) {
        Answer answer = sandbox.ask(creating("/Bundle?type=message&" + components));

        assertThat(answer.status()).as(answer.bodyText()).isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"9990000353", "999000035", "99900003522", "999 000 0352", "''"})
    void theNumberInTheCriteriaIsAnNhsNumber(String number) {
        assertRefused(
                sandbox.ask(creating(Subscriber.CRITERIA.replace("9990000352", number))),
                400,
                "value",
                "INVALID_NHS_NUMBER",
                "The NHS number does not conform to the NHS Number format: " + number + ".");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "another status;       <status value=\"requested\"/>;  <status value=\"active\"/>;  Subscription.status must be requested",
                "no status;            <status value=\"requested\"/>;  '';                          Subscription.status is missing",
                "no use;               <use value=\"work\"/>;          '';                          contact.use is missing",
                "a use of another kind; <use value=\"work\"/>;         <use value=\"home\"/>;       contact.use must be work",
                "a contact by phone;   <system value=\"url\"/>;        <system value=\"phone\"/>;   contact.system must be url",
                "no reason;            <reason value=\"Keep certificates current\"/>; '';           Subscription.reason is missing",
                "an empty reason;      <reason value=\"Keep certificates current\"/>; <reason value=\"\"/>; Subscription.reason is missing",
                "two reasons;          <reason value=\"Keep certificates current\"/>; <reason value=\"a\"/><reason value=\"b\"/>; Subscription.reason is there more than once",
                "another channel;      <type value=\"message\"/>;      <type value=\"rest-hook\"/>; channel.type must be message",
                "no endpoint;          <endpoint value=\"T1450OT001\"/>; '';                        channel.endpoint is missing",
                "no mailbox;           <endpoint value=\"T1450OT001\"/>; <endpoint value=\"T1450OT002\"/>; channel.endpoint is no mailbox of the organisation",
                "another's mailbox;    <endpoint value=\"T1450OT001\"/>; <endpoint value=\"X26OT001\"/>; channel.endpoint is no mailbox of the organisation",
                "another organisation; Organization/T1450;             Organization/X26;            contact.value is not the organisation of the ASID",
                "another directory;    STU3/Organization/;             R4/Organization/;            contact.value must be https://directory.spineservices.nhs.uk/STU3/Organization/[ODS code]",
                "another profile;      EMS-Subscription-1;             EMS-Subscription-2;          Subscription.meta.profile is not https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1",
                "a version;            <meta>;                         <meta><versionId value=\"1\"/>; Subscription.meta.versionId is the server's to set",
                "a date of its own;    <meta>;                         <meta><lastUpdated value=\"2026-02-03T09:15:27+00:00\"/>; Subscription.meta.lastUpdated is the server's to set",
                "an error;             <channel>;                      <error value=\"none\"/><channel>; Subscription.error is not allowed",
                "a tag;                </channel>;                     </channel><tag><code value=\"a\"/></tag>; Subscription.tag is not allowed",
                "an unknown element;   <channel>;                      <priority value=\"high\"/><channel>; Subscription.priority is unknown",
                "the wrong order;      </channel>;                     </channel><end value=\"2027-01-01T00:00:00Z\"/>; Subscription.end is out of order",
                "an end in the past;   <reason;                        <end value=\"2026-11-21T10:15:30Z\"/><reason; Subscription.end is in the past",
                "an end without zone;  <reason;                        <end value=\"2027-11-21T10:15:30\"/><reason; Subscription.end is no instant",
                "a contained patient;  <status;                        <contained><Patient/></contained><status; Subscription.contained is no Provenance",
                "another resource;     Subscription xmlns;             Observation xmlns;           Observation: a Subscription is expected"
            })
    void theProfileIsKept(String remark, String from, String to, String diagnostics) {
        String body = Subscriber.xml(Subscriber.CRITERIA).replace(from, to);
        if (remark.startsWith("another resource")) {
            body = body.replace("</Subscription>", "</Observation>");
        }

        assertRefused(sandbox.ask(Subscriber.creating(body)), 422, "structure", "INVALID_RESOURCE", diagnostics);
    }

    @Test
    void anIdIsTheServersToGive() {
        assertRefused(
                sandbox.ask(Subscriber.creating(
                        Subscriber.xml(Subscriber.CRITERIA).replace("<meta>", "<id value=\"1\"/><meta>"))),
                405,
                "forbidden",
                "MSG_RESOURCE_ID_FAIL",
                "");
    }

    @Test
    void whatIsNoResourceIsNotWellFormed() {
        for (String body : new String[] {
            "",
            "<Subscription",
            "{}",
            "<Subscription/>",
            "<Subscription xmlns=\"http://hl7.org/fhir\">text</Subscription>"
        }) {
            Answer answer = sandbox.ask(Subscriber.creating(body));
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.bodyText())
                    .as(body)
                    .contains("<code value=\"structure\"/>", "MESSAGE_NOT_WELL_FORMED", "<diagnostics");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "POST;   /STU3/Subscription/1;   Malformed request syntax. NEMS Create command invalid syntax.",
                "GET;    /STU3/Subscription;     Malformed request syntax. NEMS Search command invalid syntax.",
                "GET;    /STU3/Subscription/3F0C1B7E9A2D4C56B1E0AA55D2C97F10; Malformed request syntax. NEMS Search command invalid syntax.",
                "GET;    /STU3/Subscription/3f0c1b7e9a2d4c56b1e0aa55d2c97f10/_history; Malformed request syntax. NEMS Search command invalid syntax.",
                "DELETE; /STU3/Subscription/1;   Malformed request syntax. NEMS Delete command invalid syntax.",
                "PUT;    /STU3/Subscription/3f0c1b7e9a2d4c56b1e0aa55d2c97f10; Malformed request syntax."
            })
    void anAddressIsOneOfThree(String method, String path, String diagnostics) {
        Operation operation = Operation.of(method).orElse(Operation.CREATE);

        assertRefused(
                sandbox.ask(Subscriber.authorised(Asking.of(method, path), operation)),
                400,
                "invalid",
                "BAD_REQUEST",
                diagnostics);
    }

    @Test
    void otherResourcesAreNotHere() {
        assertRefused(
                sandbox.ask(Subscriber.authorised(Asking.get("/STU3/Patient/1"), Operation.READ)),
                501,
                "not-supported",
                "NOT_IMPLEMENTED",
                "");
    }

    @Test
    void anUnknownIdIsNotFound() {
        String id = "3f0c1b7e9a2d4c56b1e0aa55d2c97f10";
        String diagnostics = "No record found for supplied Subscription identifier - " + id;

        assertRefused(sandbox.ask(Subscriber.reading(id)), 404, "not-found", "NO_RECORD_FOUND", diagnostics);
        assertRefused(sandbox.ask(Subscriber.deleting(id)), 404, "not-found", "NO_RECORD_FOUND", diagnostics);
    }

    @Test
    void theDuplicateNamesTheOneThatIsThere() {
        Answer first = sandbox.ask(creating());
        String location = first.headers().getOrDefault("Location", "");

        assertRefused(
                sandbox.ask(creating(Subscriber.CRITERIA + "&tag=another")),
                422,
                "duplicate",
                "DUPLICATE_REJECTED",
                "subscription already exists : " + location.substring(location.lastIndexOf('/') + 1));
        assertThat(sandbox.ask(creating(Subscriber.CRITERIA.replace("9990000352", "9990000522")))
                        .status())
                .isEqualTo(201);
        assertThat(sandbox.ask(creating(Subscriber.CRITERIA + "&Patient.age=gt16"))
                        .status())
                .isEqualTo(201);
        assertThat(sandbox.ask(creating(Subscriber.CRITERIA + "&MessageHeader.event=pds-record-change-1"))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsThereToBeRefusedIsRefused(Trigger trigger) {
        Answer answer = sandbox.ask(creating(Subscriber.CRITERIA.replace("9990000352", trigger.nhsNumber())));

        assertThat(answer.status()).isEqualTo(trigger.code().status());
        assertThat(answer.bodyText()).contains("<code value=\"" + trigger.code() + "\"/>");
    }

    @Test
    void theSystemMustHoldTheInteraction() {
        sandbox.ask(Asking.put(
                "/_control/asids/200000002001", "{\"odsCode\":\"T1450\",\"interactions\":[\"SubscriptionsApiGet\"]}"));

        assertRefused(
                sandbox.ask(creating()),
                403,
                "forbidden",
                "ASID_CHECK_FAILED",
                "The sender or receiver's ASID is not authorised for this interaction");
        assertThat(sandbox.ask(Subscriber.reading("3f0c1b7e9a2d4c56b1e0aa55d2c97f10"))
                        .status())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"NEMS_SUBS_TYPE:EXPLICIT\"'",
        "'\"NEMS_EVENT_ID:DEATHNOTIFICATION_1\"'",
        "'\"NEMS_SUBS_TYPE:GENERIC\",\"NEMS_EVENT_ID:DEATHNOTIFICATION_1\"'",
        "'\"NEMS_SUBS_TYPE:EXPLICIT\",\"NEMS_EVENT_ID:BIRTHNOTIFICATION_1\"'"
    })
    void theSystemMustHoldBothCategoryBags(String bags) {
        String asid = "{\"odsCode\":\"T1450\",\"interactions\":[\"SubscriptionsApiPost\"],\"categoryBags\":[";
        sandbox.ask(Asking.put("/_control/asids/200000002001", asid + bags + "]}"));

        assertRefused(
                sandbox.ask(creating()),
                403,
                "forbidden",
                "ACCESS_DENIED",
                "Access has been denied to process this request");

        sandbox.ask(Asking.put(
                "/_control/asids/200000002001",
                asid + "\"NEMS_SUBS_TYPE:EXPLICIT\",\"NEMS_EVENT_ID:DEATHNOTIFICATION_1\"]}"));
        assertThat(sandbox.ask(creating()).status()).isEqualTo(201);
    }

    @Test
    void anothersSubscriptionIsNobodysBusiness() {
        String location = sandbox.ask(creating()).headers().getOrDefault("Location", "");
        String id = location.substring(location.lastIndexOf('/') + 1);
        for (Operation operation : new Operation[] {Operation.READ, Operation.DELETE}) {
            Asking asking = operation == Operation.READ ? Subscriber.reading(id) : Subscriber.deleting(id);
            assertRefused(
                    sandbox.ask(byOther(asking, operation)),
                    403,
                    "forbidden",
                    "ACCESS_DENIED",
                    "Access has been denied to process this request");
        }
        assertThat(sandbox.ask(Subscriber.reading(id)).status()).isEqualTo(200);
    }

    private static Asking byOther(Asking asking, Operation operation) {
        return asking.with("fromASID", "200000002004")
                .with(
                        "Authorization",
                        "Bearer " + Subscriber.token(Subscriber.claims("200000002004", "X26", operation.scope())));
    }

    private Answer generic(String components) {
        return sandbox.ask(byOther(
                Subscriber.creating(Subscriber.xml("X26", "X26OT001", "/Bundle?type=message&" + components, "")),
                Operation.CREATE));
    }

    @ParameterizedTest
    @CsvSource({
        "subscriptionRuleType=COUNTRYCODE&Organization.identifier=X99999999",
        "subscriptionRuleType=COUNTRYCODE&Organization.identifier=X26",
        "subscriptionRuleType=GP_GP_GP&Organization.identifier=Z99999"
    })
    void theOrganisationOfARuleMustBeKnown(String rule) {
        assertRefused(
                generic("MessageHeader.event=pds-death-notification-1&" + rule),
                404,
                "not-found",
                "ORGANISATION_NOT_FOUND",
                "");
    }

    @Test
    void theOrganisationInTheContactMustBeKnown() {
        assertRefused(
                sandbox.ask(Subscriber.creating(
                        Subscriber.xml(Subscriber.CRITERIA).replace("Organization/T1450", "Organization/RR8"))),
                404,
                "not-found",
                "ORGANISATION_NOT_FOUND",
                "");
    }

    @Test
    void aGenericSubscriptionIsKnownByRuleOrganisationAndEvent() {
        String rule = "subscriptionRuleType=COUNTRYCODE&Organization.identifier=E92000001";
        assertThat(generic("MessageHeader.event=pds-death-notification-1&" + rule)
                        .status())
                .isEqualTo(201);

        assertThat(generic(rule + "&MessageHeader.event=pds-death-notification-1&tag=a")
                        .status())
                .isEqualTo(422);
        assertThat(generic("MessageHeader.event=pds-birth-notification-1&" + rule)
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "withdrawn,           WITHDRAWN,           invalid",
        "no-longer-supported, NO_LONGER_SUPPORTED, not-supported"
    })
    void anEventThatIsGoneCannotBeSubscribedTo(String stage, String code, String issue) {
        sandbox.ask(Asking.put(
                "/_control/event-types/pds-death-notification-1",
                "{\"stage\":\"" + stage + "\",\"date\":\"01/01/2027\"}"));

        Answer answer = sandbox.ask(creating());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.bodyText())
                .contains(
                        code,
                        "<code value=\"" + issue + "\"/>",
                        "Withdrawal of Event message type `pds-death-notification-1` will occur on 01/01/2027, for more"
                                + " information go to"
                                + " https://developer.nhs.uk/apis/ems-beta/overview_supported_events.html");
    }

    @Test
    void anEventThatWillGoComesWithAWarning() {
        sandbox.ask(Asking.put(
                "/_control/event-types/pds-death-notification-1",
                "{\"stage\":\"deprecated\",\"date\":\"01/01/2027\"}"));

        Answer answer = sandbox.ask(creating());

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.headers()).containsKey("Location");
        assertThat(answer.bodyText())
                .contains(
                        "<severity value=\"information\"/><code value=\"informational\"/>",
                        "DEPRECATED",
                        "Deprecation of the PDS Death Notification (pds-death-notification-1) event type will occur on"
                                + " 01/01/2027");
        sandbox.ask(Asking.put("/_control/event-types/pds-death-notification-1", "{\"stage\":\"current\"}"));
        assertThat(sandbox.ask(creating(Subscriber.CRITERIA.replace("9990000352", "9990000522")))
                        .body())
                .isEmpty();
    }

    @Test
    void overMutualTlsASystemSpeaksThroughItsOwnCertificate() {
        assertRefused(
                sandbox.ask(creating().showing("CN=somebody.else")),
                403,
                "security",
                "ACCESS_DENIED",
                "Access has been denied to process this request");
        assertThat(sandbox.ask(creating().showing("CN=rtec.spine-sandbox.nhs.uk"))
                        .status())
                .isEqualTo(201);
    }

    /** One request that is wrong at every step, put right one step at a time: what is reported moves on by one step each time. */
    @Test
    void theChecksComeInTheirOrder() {
        String rightSystem = SYSTEM + "200000002001";
        String wrongBody = Subscriber.xml(Subscriber.CRITERIA)
                .replace("<meta>", "<id value=\"1\"/><meta>")
                .replace("requested", "active")
                .replace("9990000352", "9990000353")
                .replace("Organization/T1450", "Organization/RR8")
                .replace("&amp;MessageHeader.event=pds-death-notification-1", "&amp;&amp;");
        sandbox.ask(Asking.put("/_control/asids/200000002001", "{\"odsCode\":\"T1450\",\"certificate\":\"CN=ours\"}"));
        Asking asking = Asking.post("/STU3/Subscription/1", "<")
                .with("Accept", "text/html")
                .with("fromASID", "200000002001");

        assertThat(code(asking.showing("CN=theirs"))).isEqualTo("ACCESS_DENIED");
        assertThat(code(asking.showing("CN=ours"))).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(code(asking.with("Accept", "*/*").with("Content-Type", "text/xml")))
                .isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        assertThat(said(asking.with("Content-Type", "application/fhir+xml").with("fromASID", "?")))
                .contains("fromASID");
        assertThat(said(asking.with("fromASID", "200000002001"))).contains("toASID");
        assertThat(said(asking.with("toASID", "200000000306"))).contains("The Authorisation header");
        assertThat(said(asking.with(
                        "Authorization",
                        "Bearer "
                                + Subscriber.token(Subscriber.changed(
                                        Subscriber.claims("patient/Subscription.write"),
                                        Map.of("requesting_system", rightSystem + "9", "sub", rightSystem + "9"))))))
                .contains("requesting_system");
        assertThat(said(asking.with(
                        "Authorization",
                        "Bearer " + Subscriber.token(Subscriber.claims("patient/Subscription.write")))))
                .contains("InteractionID");
        assertThat(code(asking.with("InteractionID", Operation.CREATE.interactionId())))
                .isEqualTo("ASID_CHECK_FAILED");
        sandbox.ask(Asking.put(
                "/_control/asids/200000002001",
                "{\"odsCode\":\"T1450\",\"certificate\":\"CN=ours\",\"interactions\":[\"SubscriptionsApiPost\"]}"));
        assertThat(code(asking)).isEqualTo("BAD_REQUEST");
        Asking there = Subscriber.creating("<").showing("CN=ours");
        assertThat(code(there)).isEqualTo("MESSAGE_NOT_WELL_FORMED");
        assertThat(code(there.sending(wrongBody))).isEqualTo("MSG_RESOURCE_ID_FAIL");
        wrongBody = wrongBody.replace("<id value=\"1\"/>", "");
        assertThat(code(there.sending(wrongBody))).isEqualTo("INVALID_RESOURCE");
        wrongBody = wrongBody.replace("active", "requested");
        assertThat(code(there.sending(wrongBody))).isEqualTo("INVALID_REQUEST_MESSAGE");
        wrongBody = wrongBody.replace("&amp;&amp;", "&amp;MessageHeader.event=pds-death-notification-1");
        assertThat(code(there.sending(wrongBody))).isEqualTo("INVALID_NHS_NUMBER");
        wrongBody = wrongBody.replace("9990000353", "9990000352");
        assertThat(code(there.sending(wrongBody))).isEqualTo("ORGANISATION_NOT_FOUND");
        wrongBody = wrongBody.replace("Organization/RR8", "Organization/T1450");
        assertThat(code(there.sending(wrongBody.replace("T1450OT001", "X26OT001"))))
                .isEqualTo("INVALID_RESOURCE");
        assertThat(code(there.sending(wrongBody))).isEqualTo("ACCESS_DENIED");
    }

    private String said(Asking asking) {
        return sandbox.ask(asking).bodyText();
    }

    private String code(Asking asking) {
        Matcher coding = CODING.matcher(said(asking));
        return coding.find() ? coding.group(1) : "none";
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
