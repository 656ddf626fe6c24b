package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.sandbox.http.Answer;

/** The published rules of a subscription, row by row: one thing wrong, and what is answered. */
class SubscriptionRulesTest extends SubscriptionStory {

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
}
