package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.http.Answer;

/** The published rules of what may be asked of the subscription API, and by whom: one thing wrong, and what is answered. */
class OperationRulesTest extends SubscriptionStory {

    private static final String SYSTEM = "https://fhir.nhs.uk/Id/accredited-system|";

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
}
