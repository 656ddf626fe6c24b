package uk.nhs.rtec.sandbox.nems;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.fhir.Element;
import uk.nhs.rtec.sandbox.fhir.Format;
import uk.nhs.rtec.sandbox.fhir.NotWellFormed;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.mesh.Receiver;

/** Something happens to a patient: what PDS says from then on, who is told, and what. */
class EventDeskTest {
    private static final String ABOUT = "Patient.identifier=http://fhir.nhs.net/Id/nhs-number|9990000352";
    private static final String EVERYTHING = "/Bundle?type=message&" + ABOUT
            + "&MessageHeader.event=pds-death-notification-1&MessageHeader.event=pds-change-of-address-1"
            + "&MessageHeader.event=pds-birth-notification-1&MessageHeader.event=pds-record-change-1";

    private SandboxUnderTest sandbox;

    @BeforeEach
    void start(@TempDir Path folder) {
        sandbox = new SandboxUnderTest(folder);
    }

    private JsonObject patient(String nhsNumber) {
        Answer answer = sandbox.ask(Asking.get("/personal-demographics/FHIR/R4/Patient/" + nhsNumber)
                .with("Authorization", "Bearer " + sandbox.accessToken())
                .with("X-Request-ID", "60E0B220-8136-4CA5-AE46-1D97EF59D068"));
        return JsonText.readObject(answer.bodyText()).orElseThrow();
    }

    private JsonObject announce(String event, String details) {
        return Events.announce(sandbox, "{\"event\":\"" + event + "\",\"nhsNumber\":\"9990000352\"" + details + "}");
    }

    private Element message() throws NotWellFormed {
        List<Answer> messages = Receiver.DEMO.messages(sandbox);
        return Format.XML.read(messages.get(messages.size() - 1).bodyText());
    }

    private static Element resource(Element bundle, String type) {
        return bundle.all("entry")
                .map(entry -> entry.first("resource").orElseThrow())
                .flatMap(resource -> resource.all(type))
                .findFirst()
                .orElseThrow();
    }

    private static String value(Element from, String... path) {
        Element element = from;
        for (String step : path) {
            element = element.first(step).orElseThrow();
        }
        return element.value().orElseThrow();
    }

    private static Element extension(Element of, String url) {
        return of.all("extension")
                .filter(each -> each.text("url").orElse("").endsWith(url))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aDeathIsKnownToPdsAndToldToWhoeverSubscribed() throws NotWellFormed {
        Events.subscribe(sandbox);

        JsonObject answer = announce("pds-death-notification-1", ",\"status\":\"2\",\"died\":\"2026-11-19\"");

        assertThat(answer.getInt("mailboxes")).isEqualTo(1);
        assertThat(answer.getInt("messages")).isEqualTo(1);
        JsonObject patient = patient("9990000352");
        assertThat(patient.getString("deceasedDateTime")).isEqualTo("2026-11-19T00:00:00+00:00");
        assertThat(patient.toString()).contains("DeathNotificationStatus", "\"code\":\"2\"", "\"versionId\":\"4\"");

        Element bundle = message();
        assertThat(value(bundle, "type")).isEqualTo("message");
        assertThat(bundle.all("entry")
                        .findFirst()
                        .orElseThrow()
                        .first("resource")
                        .orElseThrow()
                        .has("MessageHeader"))
                .as("the header is first")
                .isTrue();
        Element header = resource(bundle, "MessageHeader");
        assertThat(value(header, "id")).isEqualTo(answer.getString("id"));
        assertThat(value(header, "meta", "lastUpdated")).isEqualTo("2026-11-21T10:15:30.000+00:00");
        assertThat(value(header, "event", "code")).isEqualTo("pds-death-notification-1");
        assertThat(value(header, "source", "endpoint")).isEqualTo("urn:nhs:addressing:asid:200000000306");
        Element routing = extension(header, "Extension-RoutingDemographics-1");
        assertThat(value(extension(routing, "nhsNumber"), "valueIdentifier", "value"))
                .isEqualTo("9990000352");
        assertThat(value(extension(routing, "name"), "valueHumanName", "family"))
                .isEqualTo("Hartley");
        assertThat(value(extension(routing, "birthDateTime"), "valueDateTime")).isEqualTo("1994-03-14");
        assertThat(value(extension(header, "MessageEventType-1"), "valueCodeableConcept", "coding", "code"))
                .isEqualTo("new");
        Element dead = resource(bundle, "Patient");
        Element notice = extension(dead, "DeathNotificationStatus-1");
        assertThat(value(extension(notice, "deathNotificationStatus"), "valueCodeableConcept", "coding", "code"))
                .isEqualTo("2");
        assertThat(value(dead, "deceasedDateTime")).isEqualTo("2026-11-19");
        assertThat(value(dead, "meta", "versionId")).isEqualTo("4");
        assertThat(value(dead, "identifier", "value")).isEqualTo("9990000352");
        Element communication = resource(bundle, "Communication");
        assertThat(value(header, "focus", "reference")).isEqualTo("urn:uuid:" + value(communication, "id"));
        assertThat(value(communication, "subject", "reference")).isEqualTo("urn:uuid:" + value(dead, "id"));
    }

    @Test
    void everyReferenceLeadsToAnEntry() throws NotWellFormed {
        Events.subscribe(sandbox, EVERYTHING);
        announce("pds-death-notification-1", ",\"status\":\"1\"");
        announce("pds-change-of-address-1", ",\"address\":{\"postalCode\":\"LS2 7UE\"}");
        announce("pds-birth-notification-1", "");
        announce("pds-record-change-1", "");

        List<Answer> messages = Receiver.DEMO.messages(sandbox);
        assertThat(messages).hasSize(4);
        for (Answer message : messages) {
            Element bundle = Format.XML.read(message.bodyText());
            List<String> urls = bundle.all("entry")
                    .map(entry -> entry.text("fullUrl").orElseThrow())
                    .toList();
            assertThat(urls).doesNotHaveDuplicates();
            assertThat(references(bundle)).isNotEmpty().allMatch(urls::contains);
        }
        assertThat(messages.stream().map(each -> each.headers().get("Mex-WorkflowID")))
                .containsExactly(
                        "DEATHNOTIFICATION_1", "CHANGEOFADDRESS_1", "BIRTHNOTIFICATION_1", "PDS_RECORD_CHANGE_1");
    }

    private static List<String> references(Element within) {
        return within.children().stream()
                .flatMap(each -> each.name().equals("reference") ? each.value().stream() : references(each).stream())
                .toList();
    }

    @Test
    void aDeathCanBeTakenBack() throws NotWellFormed {
        Events.subscribe(sandbox);
        announce("pds-death-notification-1", ",\"status\":\"1\"");
        assertThat(patient("9990000352").getString("deceasedDateTime")).isEqualTo("2026-11-21T00:00:00+00:00");

        announce("pds-death-notification-1", ",\"status\":\"U\"");

        JsonObject alive = patient("9990000352");
        assertThat(alive).doesNotContainKey("deceasedDateTime");
        assertThat(alive.getJsonArray("extension")).hasSize(1);
        assertThat(alive.toString()).contains("\"code\":\"U\",\"display\":\"Removed\"");
        assertThat(resource(message(), "Patient").has("deceasedDateTime")).isFalse();
    }

    @Test
    void aChangeOfAddressTellsOldAndNew() throws NotWellFormed {
        Events.subscribe(sandbox, EVERYTHING);

        announce("pds-change-of-address-1", ",\"address\":{\"line\":[\"1 New Street\"],\"postalCode\":\"CF10 1AA\"}");

        assertThat(patient("9990000352").getJsonArray("address").toString())
                .contains("CF10 1AA", "1 New Street")
                .doesNotContain("LS1 4AP");
        List<Element> addresses = resource(message(), "Patient").all("address").toList();
        assertThat(addresses).extracting(each -> value(each, "use")).containsExactly("home", "old");
        assertThat(addresses).extracting(each -> value(each, "postalCode")).containsExactly("CF10 1AA", "LS1 4AP");
        assertThat(value(addresses.get(1), "period", "end")).isEqualTo("2026-11-21");
    }

    @Test
    void aSupersededNumberIsToldUnderTheOldOne() throws NotWellFormed {
        Events.subscribe(sandbox, EVERYTHING);

        announce("pds-record-change-1", ",\"supersededBy\":\"9434765919\"");

        assertThat(patient("9990000352").getString("id")).isEqualTo("9434765919");
        Element bundle = message();
        assertThat(value(resource(bundle, "Patient"), "identifier", "value")).isEqualTo("9990000352");
        assertThat(value(resource(bundle, "Patient"), "name", "family")).isEqualTo("Hartley");
        assertThat(value(resource(bundle, "MessageHeader"), "focus", "reference"))
                .isEqualTo("urn:uuid:" + value(resource(bundle, "Patient"), "id"));
    }

    @Test
    void aRecordCanChangeInOtherWays() {
        announce(
                "pds-record-change-1",
                ",\"name\":{\"given\":[\"Ann\"],\"family\":\"Price\"},\"birthDate\":\"1995-01-02\"");
        assertThat(patient("9990000352").getString("birthDate")).isEqualTo("1995-01-02");
        assertThat(patient("9990000352").getJsonArray("name").toString()).contains("Price", "Ann");

        announce("pds-change-of-gp-1", ",\"practice\":\"Y12345\"");
        assertThat(patient("9990000352").getJsonArray("generalPractitioner").toString())
                .contains("Y12345")
                .doesNotContain("A99968");

        announce("pds-record-change-1", ",\"restricted\":true");
        assertThat(patient("9990000352")).doesNotContainKey("address");
        assertThat(patient("9990000352").toString()).contains("\"code\":\"R\"");
    }

    @Test
    void aBirthIsTheMothers() throws NotWellFormed {
        Events.subscribe(sandbox, EVERYTHING);

        announce("pds-birth-notification-1", ",\"stillBorn\":\"3\"");

        Element bundle = message();
        Element mother = resource(bundle, "RelatedPerson");
        assertThat(value(mother, "relationship", "coding", "code")).isEqualTo("NMTH");
        assertThat(value(mother, "identifier", "value")).isEqualTo("9990000352");
        assertThat(value(resource(bundle, "Observation"), "valueCodeableConcept", "coding", "code"))
                .isEqualTo("3");
        assertThat(value(resource(bundle, "Patient"), "birthDate")).isEqualTo("2026-11-21");
    }

    @Test
    void aRestrictedPatientsEventsAreLeftOut() {
        Events.subscribe(sandbox, EVERYTHING);
        assertThat(announce("pds-record-change-1", ",\"restricted\":true").getInt("mailboxes"))
                .as("that a flag was set is told")
                .isEqualTo(1);

        assertThat(announce("pds-death-notification-1", ",\"status\":\"2\"").getInt("mailboxes"))
                .isZero();
        assertThat(patient("9990000352")).containsKey("deceasedDateTime");
        assertThat(announce("pds-record-change-1", "").getInt("mailboxes")).isEqualTo(1);
    }

    @Test
    void onlyWhoSubscribedToThisPatientAndThisEventIsTold() {
        Events.subscribe(sandbox, EVERYTHING.replace("9990000352", "9990000522"));
        Events.subscribe(sandbox, EVERYTHING.replace("&MessageHeader.event=pds-death-notification-1", ""));

        assertThat(announce("pds-death-notification-1", ",\"status\":\"2\"").getInt("mailboxes"))
                .isZero();
        assertThat(Receiver.DEMO.inbox(sandbox)).isEmpty();
    }

    @Test
    void aMailboxGetsOneCopyThatNamesEveryTaggedSubscription() {
        String first = Events.subscribe(sandbox, EVERYTHING + "&tag=a|b");
        Events.subscribe(sandbox, Subscriber.CRITERIA);
        String third = Events.subscribe(sandbox, Subscriber.CRITERIA + "&serviceType=GP&tag=third");
        String other = Events.subscribeOther(sandbox, ABOUT + "&MessageHeader.event=pds-death-notification-1&tag=o");

        assertThat(announce("pds-death-notification-1", ",\"status\":\"2\"").getInt("mailboxes"))
                .isEqualTo(2);

        assertThat(Receiver.DEMO.messages(sandbox)).singleElement().satisfies(message -> assertThat(message.headers())
                .containsEntry("Mex-PartnerID", first + "|a|b~~~" + third + "|third"));
        assertThat(Receiver.OTHER.messages(sandbox)).singleElement().satisfies(message -> assertThat(message.headers())
                .containsEntry("Mex-PartnerID", other + "|o"));
    }

    @Test
    void aPartnerIdIsNoLongerThanMeshTakes() {
        String tag = "t".repeat(100);
        for (int age = 1; age <= 5; age++) {
            Events.subscribe(sandbox, Subscriber.CRITERIA + "&Patient.age=gt" + age + "&tag=" + tag);
        }

        announce("pds-death-notification-1", ",\"status\":\"2\"");

        assertThat(Receiver.DEMO.messages(sandbox).get(0).headers().getOrDefault("Mex-PartnerID", ""))
                .hasSize(3 * 133 + 2 * 3)
                .matches("([0-9a-f]{32}\\|t{100}~~~){2}[0-9a-f]{32}\\|t{100}");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Patient.age=gt31,                    1, she is 32",
        "Patient.age=gt32,                    0, above means older",
        "Patient.age=lt33,                    1, below",
        "Patient.age=lt32,                    0, not below",
        "Patient.age=gt16&Patient.age=lt60,   1, between",
        "GPRegistration=RegisteredOnly,       1, she has a practice",
        "GPRegistration=UnregisteredOnly,     0, and so",
        "serviceType=CHO,                     1, a service filters nothing"
    })
    void furtherCriteriaNarrowIt(String component, int mailboxes, String remark) {
        Events.subscribe(sandbox, Subscriber.CRITERIA + "&" + component);

        assertThat(announce("pds-death-notification-1", ",\"status\":\"2\"").getInt("mailboxes"))
                .as(remark)
                .isEqualTo(mailboxes);
    }

    @ParameterizedTest
    @CsvSource({
        "subscriptionRuleType=COUNTRYCODE&Organization.identifier=E92000001, 1",
        "subscriptionRuleType=COUNTRYCODE&Organization.identifier=W92000004, 0",
        "subscriptionRuleType=GP_GP_GP&Organization.identifier=A99968,       1",
        "subscriptionRuleType=GP_GP_GP&Organization.identifier=Y12345,       0",
        "subscriptionRuleType=GP_GP_GP,                                      0",
        "subscriptionRuleType=CHO_GP_CCG&Organization.identifier=A99968,     0"
    })
    void aRuleIsAboutWhoeverItCovers(String rule, int mailboxes) {
        Events.subscribeOther(sandbox, "MessageHeader.event=pds-death-notification-1&" + rule);

        assertThat(announce("pds-death-notification-1", ",\"status\":\"2\"").getInt("mailboxes"))
                .isEqualTo(mailboxes);
        assertThat(announce("pds-birth-notification-1", "").getInt("mailboxes")).isZero();
    }

    @Test
    void whoeverLosesAPatientIsToldAsWell() {
        Events.subscribeOther(
                sandbox,
                "MessageHeader.event=pds-change-of-gp-1&subscriptionRuleType=GP_GP_GP&Organization.identifier=A99968");

        assertThat(announce("pds-change-of-gp-1", ",\"practice\":\"Y12345\"").getInt("mailboxes"))
                .isEqualTo(1);
        assertThat(announce("pds-change-of-gp-1", ",\"practice\":\"Y12346\"").getInt("mailboxes"))
                .isZero();
    }

    @Test
    void nobodyIsToldOfWhatWasBeforeOrAfterTheSubscription() {
        announce("pds-death-notification-1", ",\"status\":\"1\"");
        String id = Events.subscribe(sandbox);
        assertThat(Receiver.DEMO.inbox(sandbox)).isEmpty();
        sandbox.ask(Subscriber.deleting(id));
        assertThat(announce("pds-death-notification-1", ",\"status\":\"2\"").getInt("mailboxes"))
                .isZero();

        sandbox.ask(Subscriber.creating(
                Subscriber.xml("T1450", "T1450OT001", Subscriber.CRITERIA, "<end value=\"2026-11-21T10:16:30Z\"/>")));
        assertThat(announce("pds-death-notification-1", ",\"status\":\"2\"").getInt("mailboxes"))
                .isEqualTo(1);
        sandbox.pass(Duration.ofMinutes(1));
        assertThat(announce("pds-death-notification-1", ",\"status\":\"2\"").getInt("mailboxes"))
                .isZero();
    }

    @Test
    void theSameMessageCanComeTwice() {
        Events.subscribe(sandbox);

        JsonObject answer = announce("pds-death-notification-1", ",\"status\":\"2\",\"duplicate\":true");

        assertThat(answer.getInt("mailboxes")).isEqualTo(1);
        assertThat(answer.getInt("messages")).isEqualTo(2);
        List<Answer> messages = Receiver.DEMO.messages(sandbox);
        assertThat(messages).hasSize(2);
        assertThat(messages.get(0).body()).isEqualTo(messages.get(1).body());
        assertThat(messages.get(0).headers().get("Mex-MessageID"))
                .isNotEqualTo(messages.get(1).headers().get("Mex-MessageID"));
    }

    @Test
    void aMessageCanComeTooLate() throws NotWellFormed {
        Events.subscribe(sandbox);

        announce("pds-death-notification-1", ",\"status\":\"1\",\"lastUpdated\":\"2026-11-20T09:00:00.5+00:00\"");

        Element header = resource(message(), "MessageHeader");
        assertThat(value(header, "meta", "lastUpdated")).isEqualTo("2026-11-20T09:00:00.500+00:00");
        assertThat(value(header, "timestamp")).isEqualTo("2026-11-21T10:15:30+00:00");
    }

    @Test
    void aMessageCanBePoison() {
        Events.subscribe(sandbox);

        announce("pds-death-notification-1", ",\"status\":\"1\",\"body\":\"<Bundle\"");

        assertThat(Receiver.DEMO.messages(sandbox).get(0).bodyText()).isEqualTo("<Bundle");
    }

    @Test
    void pdsCanBeLeftAsItIs() {
        Events.subscribe(sandbox);
        JsonObject before = patient("9990000352");

        assertThat(announce("pds-death-notification-1", ",\"status\":\"2\",\"changePds\":false")
                        .getInt("mailboxes"))
                .isEqualTo(1);

        assertThat(patient("9990000352")).isEqualTo(before);
        Events.subscribe(sandbox, Subscriber.CRITERIA.replace("9990000352", "9990000018"));
        assertThat(Events.announce(
                                sandbox,
                                "{\"event\":\"pds-death-notification-1\",\"nhsNumber\":\"9990000018\",\"status\":\"2\","
                                        + "\"changePds\":false}")
                        .getInt("mailboxes"))
                .as("PDS has never heard of the patient")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"event\":\"vaccinations-1\",\"nhsNumber\":\"9990000352\"}",
                "{\"event\":\"pds-record-change-1\",\"nhsNumber\":\"9990000353\"}",
                "{\"event\":\"pds-record-change-1\",\"nhsNumber\":\"9990000018\"}",
                "{\"event\":\"pds-record-change-1\",\"nhsNumber\":\"9990000352\",\"status\":\"2\"}",
                "{\"event\":\"pds-record-change-1\",\"nhsNumber\":\"9990000352\",\"supersededBy\":\"9990000352\"}",
                "{\"event\":\"pds-record-change-1\",\"nhsNumber\":\"9990000352\",\"supersededBy\":\"1\"}",
                "{\"event\":\"pds-record-change-1\",\"nhsNumber\":\"9990000352\",\"restricted\":\"yes\"}",
                "{\"event\":\"pds-record-change-1\",\"nhsNumber\":\"9990000352\",\"name\":\"Ann\"}",
                "{\"event\":\"pds-record-change-1\",\"nhsNumber\":\"9990000352\",\"birthDate\":\"1994\"}",
                "{\"event\":\"pds-death-notification-1\",\"nhsNumber\":\"9990000352\"}",
                "{\"event\":\"pds-death-notification-1\",\"nhsNumber\":\"9990000352\",\"status\":\"3\"}",
                "{\"event\":\"pds-death-notification-1\",\"nhsNumber\":\"9990000352\",\"status\":\"2\",\"lastUpdated\":\"now\"}",
                "{\"event\":\"pds-change-of-address-1\",\"nhsNumber\":\"9990000352\",\"address\":{}}",
                "{\"event\":\"pds-birth-notification-1\",\"nhsNumber\":\"9990000352\",\"stillBorn\":\"5\"}"
            })
    void whatMakesNoSenseIsRefusedInWords(String body) {
        JsonObject before = patient("9990000352");

        Answer answer = sandbox.ask(Asking.post("/_control/events", body));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.bodyText()).hasSizeGreaterThan(10).doesNotContain("null", "Exception", "9990000352");
        assertThat(patient("9990000352")).isEqualTo(before);
    }
}
