package uk.nhs.rtec.spine.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.nhs.rtec.spine.mesh.EventBundles.bundle;
import static uk.nhs.rtec.spine.mesh.EventBundles.deathStatus;
import static uk.nhs.rtec.spine.mesh.EventBundles.header;
import static uk.nhs.rtec.spine.mesh.EventBundles.identifier;
import static uk.nhs.rtec.spine.mesh.EventBundles.messageType;
import static uk.nhs.rtec.spine.mesh.EventBundles.patient;
import static uk.nhs.rtec.spine.mesh.EventBundles.routing;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import uk.nhs.rtec.application.event.EventMailbox.Content;
import uk.nhs.rtec.application.event.EventMailbox.Content.Event;
import uk.nhs.rtec.application.event.EventMailbox.Content.Unreadable;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.EventId;
import uk.nhs.rtec.domain.event.EventKind;
import uk.nhs.rtec.domain.event.NationalEvent;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.proof.Bytes;

final class EventMessageTest {

    private static final String ID = "0d6f9d3c-6d0e-4d3e-8b0a-5a1c2b3d4e01";
    private static final String UPDATED = "2026-02-10T08:30:15.120+00:00";
    private static final String NUMBER = "9990000018";
    private static final String OTHER = "9990000026";
    private static final String DEATH = "pds-death-notification-1";
    private static final String HEADER = header(ID, UPDATED, routing(NUMBER), DEATH);
    private static final String PATIENT = patient(deathStatus("2"), identifier(NUMBER));
    private static final Content FORMAL_DEATH = death(NUMBER, DeathStatus.FORMAL);
    private static final String DOCTYPE = "<!DOCTYPE Bundle [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>";

    private static Content death(String number, DeathStatus status) {
        return new Event(new NationalEvent(
                new EventId(ID),
                Optional.of(EventKind.DEATH),
                new NhsNumber(number),
                Optional.of(status),
                Instant.parse("2026-02-10T08:30:15.120Z")));
    }

    private static Content event(Optional<EventKind> kind) {
        return new Event(new NationalEvent(
                new EventId(ID),
                kind,
                new NhsNumber(NUMBER),
                Optional.empty(),
                Instant.parse("2026-02-10T08:30:15.120Z")));
    }

    private static Content read(String body) {
        return EventMessage.read(Bytes.ofText(body));
    }

    /** The faults of the published examples, built again, and what else is no reason not to read a message (NEMS, Event Messages). */
    static Stream<Arguments> whatIsTolerated() {
        String communication = "<Communication><status value=\"completed\"/>"
                + "<sender><reference value=\"urn:uuid:1\"/></sender><sent value=\"2026-02-10T08:30:15+00:00\"/></Communication>";
        String whole = bundle(HEADER, PATIENT);
        return Stream.of(
                Arguments.of("as it should be", whole, FORMAL_DEATH),
                Arguments.of("sent after sender", bundle(HEADER, communication, PATIENT), FORMAL_DEATH),
                Arguments.of("the header last", bundle(PATIENT, communication, HEADER), FORMAL_DEATH),
                Arguments.of("links that are no URNs", whole.replace("urn:uuid:", ""), FORMAL_DEATH),
                Arguments.of("no links", whole.replaceAll("<fullUrl[^>]*>", ""), FORMAL_DEATH),
                Arguments.of(
                        "another number in the Patient",
                        bundle(HEADER, patient(deathStatus("2"), identifier(OTHER))),
                        FORMAL_DEATH),
                Arguments.of("no number in the Patient", bundle(HEADER, patient(deathStatus("2"), "")), FORMAL_DEATH),
                Arguments.of("no number in the header", bundle(header(ID, UPDATED, "", DEATH), PATIENT), FORMAL_DEATH),
                Arguments.of(
                        "the older name of the number's system",
                        bundle(
                                header(ID, UPDATED, "", DEATH),
                                PATIENT.replace("https://fhir.nhs.uk/Id/", "http://fhir.nhs.net/Id/")),
                        FORMAL_DEATH),
                Arguments.of(
                        "other identifiers",
                        bundle(
                                header(ID, UPDATED, "", DEATH),
                                PATIENT.replace(
                                        "<identifier>",
                                        "<identifier><system value=\"urn:local\"/><value value=\"" + OTHER
                                                + "\"/></identifier><identifier>")),
                        FORMAL_DEATH),
                Arguments.of("no namespace", whole.replace(" xmlns=\"http://hl7.org/fhir\"", ""), FORMAL_DEATH),
                Arguments.of(
                        "a prefix",
                        whole.replace("xmlns=", "xmlns:f=").replaceAll("<(/?)([A-Za-z])", "<$1f:$2"),
                        FORMAL_DEATH),
                Arguments.of("a declaration", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + whole, FORMAL_DEATH),
                Arguments.of("a mark of its byte order", "\uFEFF" + whole, FORMAL_DEATH),
                Arguments.of("comments and blanks", whole.replace("><", ">\n  <!-- & -->\n  <"), FORMAL_DEATH),
                Arguments.of("no type of message", whole.replace(messageType("new"), ""), FORMAL_DEATH),
                Arguments.of(
                        "a death that is informal",
                        bundle(HEADER, patient(deathStatus("1"), "")),
                        death(NUMBER, DeathStatus.INFORMAL)),
                Arguments.of(
                        "a death that is taken back",
                        bundle(HEADER, patient(deathStatus("U"), "")),
                        death(NUMBER, DeathStatus.REMOVED)),
                Arguments.of(
                        "mother and child",
                        bundle(
                                header(ID, UPDATED, routing(NUMBER), "pds-birth-notification-1"),
                                patient("", identifier(NUMBER)),
                                patient("", identifier(OTHER))),
                        event(Optional.of(EventKind.BIRTH))),
                Arguments.of(
                        "an address, and nothing of it is taken",
                        bundle(header(ID, UPDATED, routing(NUMBER), "pds-change-of-address-1"), patient("", "")),
                        event(Optional.of(EventKind.CHANGE_OF_ADDRESS))),
                Arguments.of(
                        "no Patient at all",
                        bundle(header(ID, UPDATED, routing(NUMBER), "pds-record-change-1")),
                        event(Optional.of(EventKind.RECORD_CHANGE))),
                Arguments.of(
                        "another service's event",
                        bundle(header(ID, UPDATED, routing(NUMBER), "newborn-hearing-1")),
                        event(Optional.empty())),
                Arguments.of(
                        "another service's event, updated",
                        bundle(header(ID, UPDATED, routing(NUMBER), "newborn-hearing-1")
                                .replace("value=\"new\"", "value=\"update\"")),
                        event(Optional.empty())),
                Arguments.of(
                        "an event of the beta",
                        bundle(header(ID, UPDATED, routing(NUMBER), "PDS004")),
                        event(Optional.empty())),
                Arguments.of(
                        "another offset",
                        bundle(header(ID, "2026-02-10T09:30:15.120+01:00", routing(NUMBER), DEATH), PATIENT),
                        FORMAL_DEATH));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsTolerated(String what, String body, Content expected) {
        assertThat(read(body)).isEqualTo(expected);
    }

    static Stream<Arguments> whatIsNotGuessed() {
        String whole = bundle(HEADER, PATIENT);
        String noBundle = "it is no FHIR Bundle";
        String noId = "its message header has no id";
        String noMoment = "its message header does not say when it was last updated";
        String nobody = "it does not say of which one patient";
        String noStatus = "it notifies a death without a known status";
        return Stream.of(
                Arguments.of("nothing but blanks", "  \n", noBundle),
                Arguments.of("words", "no event", noBundle),
                Arguments.of("another resource", PATIENT, noBundle),
                Arguments.of("a page", "<html><body>Sign in</body></html>", noBundle),
                Arguments.of("cut off", whole.substring(0, whole.length() - 12), noBundle),
                Arguments.of("text after it", whole + "x", noBundle),
                Arguments.of("two of them", whole + whole, noBundle),
                Arguments.of("no header", bundle(PATIENT), "it has no message header"),
                Arguments.of("two headers", bundle(HEADER, HEADER, PATIENT), "it has several message headers"),
                Arguments.of("no id", whole.replace("<id value=\"" + ID + "\"/>", ""), noId),
                Arguments.of("an id that is none", whole.replace(ID, "an id"), noId),
                Arguments.of("no moment", whole.replace("lastUpdated", "lastupdated"), noMoment),
                Arguments.of("a moment without an offset", whole.replace(UPDATED, "2026-02-10T08:30:15"), noMoment),
                Arguments.of("a day", whole.replace(UPDATED, "2026-02-10"), noMoment),
                Arguments.of("a moment that never was", whole.replace(UPDATED, "2026-02-30T08:30:15Z"), noMoment),
                Arguments.of(
                        "no event",
                        whole.replace("<code value=\"" + DEATH + "\"/>", ""),
                        "it does not say of what event"),
                Arguments.of("nobody", bundle(header(ID, UPDATED, "", DEATH), patient(deathStatus("2"), "")), nobody),
                Arguments.of(
                        "a number with a wrong check digit",
                        bundle(header(ID, UPDATED, routing("9990000019"), DEATH), PATIENT),
                        nobody),
                Arguments.of(
                        "a number with spaces",
                        bundle(header(ID, UPDATED, routing("999 000 0018"), DEATH), PATIENT),
                        nobody),
                Arguments.of(
                        "two numbers in the header",
                        bundle(header(ID, UPDATED, routing(NUMBER) + routing(OTHER), DEATH), PATIENT),
                        nobody),
                Arguments.of(
                        "mother or child",
                        bundle(
                                header(ID, UPDATED, "", "pds-birth-notification-1"),
                                patient("", identifier(NUMBER)),
                                patient("", identifier(OTHER))),
                        nobody),
                Arguments.of("a death without a status", bundle(HEADER, patient("", identifier(NUMBER))), noStatus),
                Arguments.of("a status of no list", bundle(HEADER, patient(deathStatus("3"), "")), noStatus),
                Arguments.of("a status in lower case", bundle(HEADER, patient(deathStatus("u"), "")), noStatus),
                Arguments.of(
                        "two statuses", bundle(HEADER, patient(deathStatus("1") + deathStatus("U"), "")), noStatus),
                Arguments.of(
                        "a death that is no new event",
                        whole.replace(messageType("new"), messageType("delete")),
                        "it is no new event, and the demographics send no others"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void whatIsNotGuessed(String what, String body, String why) {
        assertThat(read(body)).isEqualTo(new Unreadable(why));
    }

    /** What would do harm, were it read as far as it asks. */
    static Stream<Arguments> everyHostileMessage() {
        String whole = bundle(HEADER, PATIENT);
        String laughs = "<!DOCTYPE Bundle [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
                + "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
        return Stream.of(
                Arguments.of("a document type", "<!DOCTYPE Bundle>" + whole),
                Arguments.of(
                        "a document type elsewhere", "<!DOCTYPE Bundle SYSTEM \"http://127.0.0.1:1/b.dtd\">" + whole),
                Arguments.of("a file", DOCTYPE + whole.replace(ID, "&e;")),
                Arguments.of("a file as text", DOCTYPE + whole.replace("<MessageHeader>", "<MessageHeader>&e;")),
                Arguments.of("an entity that grows", laughs + whole.replace(ID, "&c;")),
                Arguments.of("an entity that nobody declared", whole.replace(ID, "&e;")),
                Arguments.of("a depth without end", "<Bundle>" + "<entry>".repeat(100_000)),
                Arguments.of("a closed depth", "<Bundle>" + "<a>".repeat(200) + "</a>".repeat(200) + "</Bundle>"),
                Arguments.of("too many elements", whole.replace("</Bundle>", "<a/>".repeat(60_000) + "</Bundle>")),
                Arguments.of(
                        "JSON of a depth without end", "{\"resourceType\":\"Bundle\",\"entry\":" + "[".repeat(100_000)),
                Arguments.of(
                        "JSON of a closed depth",
                        "{\"resourceType\":\"Bundle\",\"entry\":" + "[".repeat(200) + "]".repeat(200) + "}"),
                Arguments.of(
                        "JSON of too many elements",
                        "{\"resourceType\":\"Bundle\",\"a\":[1" + ",1".repeat(60_000) + "]}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyHostileMessage(String what, String body) {
        assertThat(read(body)).isEqualTo(new Unreadable("it is no FHIR Bundle"));
    }

    @Test
    void bytesThatAreNoUtf8AreNoMessage() {
        String whole = bundle(HEADER, PATIENT);

        assertThat(EventMessage.read(Bytes.of(whole.getBytes(StandardCharsets.UTF_16))))
                .isEqualTo(new Unreadable("it is no FHIR Bundle"));
        assertThat(EventMessage.read(Bytes.of(whole.replace("1951", "\u00e9").getBytes(StandardCharsets.ISO_8859_1))))
                .isEqualTo(new Unreadable("it is no FHIR Bundle"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1f8b", "1f8b0800000000000000", "1f8b08"})
    void whatOnlyLooksPackedIsNoMessage(String hex) {
        assertThat(EventMessage.read(Bytes.ofHex(hex))).isEqualTo(new Unreadable("it is no FHIR Bundle"));
    }

    @ParameterizedTest(name = "death {0}")
    @CsvSource({"1, INFORMAL", "2, FORMAL", "U, REMOVED"})
    void jsonIsReadLikeXml(String code, DeathStatus status) {
        assertThat(read(json(code))).isEqualTo(death(NUMBER, status));
    }

    @Test
    void jsonWithoutAStatusIsNotGuessedEither() {
        assertThat(read(json("7"))).isEqualTo(new Unreadable("it notifies a death without a known status"));
        assertThat(read(json("2").replace("MessageHeader", "Basic")))
                .isEqualTo(new Unreadable("it has no message header"));
    }

    private static String json(String deathCode) {
        return """
                {"resourceType":"Bundle","type":"message","entry":[
                {"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient",
                "extension":[{"url":"https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-DeathNotificationStatus-1",
                "extension":[{"url":"deathNotificationStatus","valueCodeableConcept":{"coding":[{"code":"%s"}]}}]}],
                "identifier":[{"system":"https://fhir.nhs.uk/Id/nhs-number","value":"%s"}]}},
                {"fullUrl":"urn:uuid:2","resource":{"resourceType":"MessageHeader","id":"%s",
                "meta":{"lastUpdated":"%s"},"event":{"code":"%s"},
                "extension":[{"url":"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-RoutingDemographics-1",
                "extension":[{"url":"nhsNumber","valueIdentifier":{"value":"%s"}}]}]}}]}""".formatted(deathCode, OTHER, ID, UPDATED, DEATH, NUMBER);
    }

    @Test
    void nothingOfAPatientPrintsItself() {
        assertThat(read(bundle(HEADER, PATIENT)).toString()).doesNotContain(NUMBER);
    }
}
