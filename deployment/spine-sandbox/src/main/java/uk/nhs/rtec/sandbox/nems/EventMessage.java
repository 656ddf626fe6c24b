package uk.nhs.rtec.sandbox.nems;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.sandbox.fhir.Element;
import uk.nhs.rtec.sandbox.fhir.Format;
import uk.nhs.rtec.sandbox.http.JsonText;

/**
 * The message that tells of an event: a Bundle whose first entry is the header (NEMS implementation guide, Generic Event Message
 * Requirements and the page of each event).
 */
final class EventMessage {
    private static final String STU3 = "https://fhir.nhs.uk/STU3/StructureDefinition/";
    private static final String CODES = "https://fhir.nhs.uk/STU3/CodeSystem/";
    private static final String CARE_CONNECT = "https://fhir.hl7.org.uk/STU3/StructureDefinition/";
    private static final String NHS_NUMBER = "https://fhir.nhs.uk/Id/nhs-number";
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PdsChange change;
    private final String nhsNumber;
    private final JsonObject before;
    private final JsonObject after;
    private final Instant lastUpdated;
    private final Instant now;
    private final String headerId = uuid();
    private final String patientId = uuid();
    private final String organisationId = uuid();

    /**
     * @param before the patient as they were, empty when nothing is known
     * @param lastUpdated when it happened: what receivers put messages in order by
     */
    EventMessage(
            PdsChange change, String nhsNumber, JsonObject before, JsonObject after, Instant lastUpdated, Instant now) {
        this.change = change;
        this.nhsNumber = nhsNumber;
        this.before = before;
        this.after = after;
        this.lastUpdated = lastUpdated;
        this.now = now;
    }

    private static String uuid() {
        return UUID.randomUUID().toString();
    }

    /** What tells it from every other message. */
    String id() {
        return headerId;
    }

    String text() {
        boolean recordChange = change.event() == EventType.PDS_RECORD_CHANGE;
        List<Element> resources = new ArrayList<>();
        String focus = recordChange ? patientId : uuid();
        resources.add(header(focus));
        String subject = change.event() == EventType.PDS_BIRTH_NOTIFICATION ? uuid() : patientId;
        if (!recordChange) {
            resources.add(communication(focus, subject));
        }
        if (change.event() == EventType.PDS_BIRTH_NOTIFICATION) {
            resources.addAll(birth(subject));
        } else {
            resources.add(patient());
        }
        resources.add(organisation());
        resources.add(service());
        return Format.XML.write(Element.of(
                        "Bundle",
                        Element.of("id", uuid()),
                        Element.of(
                                "meta", Element.of("profile", "http://hl7.org/fhir/STU3/StructureDefinition/Bundle")),
                        Element.of("type", "message"))
                .with(resources.stream().map(EventMessage::entry).toList()));
    }

    private static Element entry(Element resource) {
        return Element.of(
                "entry",
                Element.of("fullUrl", "urn:uuid:" + resource.text("id").orElseThrow()),
                Element.of("resource", resource));
    }

    private static Element profile(String url) {
        return Element.of("meta", Element.of("profile", url));
    }

    private static Element reference(String name, String id) {
        return Element.of(name, Element.of("reference", "urn:uuid:" + id));
    }

    private static Element identifier(String name, String system, String value) {
        return Element.of(name, Element.of("system", system), Element.of("value", value));
    }

    private Element header(String focus) {
        Element routing = Element.of(
                "extension",
                Element.of("url", STU3 + "Extension-RoutingDemographics-1"),
                Element.extension("nhsNumber", identifier("valueIdentifier", NHS_NUMBER, nhsNumber)));
        Optional<Element> name = name("valueHumanName");
        if (name.isPresent()) {
            routing = routing.with(Element.extension("name", name.get()));
        }
        Optional<String> birthDate = JsonText.string(after, "birthDate");
        if (birthDate.isPresent()) {
            routing = routing.with(Element.extension("birthDateTime", Element.of("valueDateTime", birthDate.get())));
        }
        return Element.of(
                "MessageHeader",
                Element.of("id", headerId),
                Element.of(
                        "meta",
                        Element.of("lastUpdated", MILLIS.format(lastUpdated)),
                        Element.of("profile", STU3 + "Event-MessageHeader-1")),
                routing,
                Element.extension(
                        STU3 + "Extension-MessageEventType-1",
                        Element.concept(
                                "valueCodeableConcept", CODES + "MessageEventType-1", "new", "New event message")),
                Element.coding(
                        "event",
                        CODES + "EventType-1",
                        change.event().code(),
                        change.event().display()),
                Element.of("timestamp", SECONDS.format(now)),
                Element.of(
                        "source",
                        Element.of("name", "Spine"),
                        Element.of(
                                "contact",
                                Element.of("system", "email"),
                                Element.of("value", "spine-sandbox@example.nhs.uk")),
                        Element.of("endpoint", "urn:nhs:addressing:asid:" + Caller.NEMS)),
                reference("responsible", organisationId),
                reference("focus", focus));
    }

    private Element communication(String id, String subject) {
        return Element.of(
                "Communication",
                Element.of("id", id),
                profile(CARE_CONNECT + "CareConnect-Communication-1"),
                Element.of("status", "completed"),
                reference("subject", subject),
                Element.of("sent", SECONDS.format(lastUpdated)),
                reference("sender", organisationId));
    }

    private Element patient() {
        List<Element> parts = new ArrayList<>();
        parts.add(Element.of("id", patientId));
        parts.add(Element.of(
                "meta",
                Element.of("versionId", Integer.toString(PdsChange.version(after))),
                Element.of("profile", CARE_CONNECT + "CareConnect-Patient-1")));
        change.deathStatus().ifPresent(status -> parts.add(deathNotice(status)));
        parts.add(verifiedNumber());
        name("name").ifPresent(parts::add);
        JsonText.string(after, "gender").ifPresent(gender -> parts.add(Element.of("gender", gender)));
        JsonText.string(after, "birthDate").ifPresent(day -> parts.add(Element.of("birthDate", day)));
        change.deathStatus()
                .filter(status -> !status.equals("U"))
                .ifPresent(any -> parts.add(Element.of(
                        "deceasedDateTime",
                        change.died().map(LocalDate::toString).orElseGet(() -> SECONDS.format(lastUpdated)))));
        if (change.event() == EventType.PDS_CHANGE_OF_ADDRESS) {
            parts.addAll(addresses());
        }
        change.practice()
                .ifPresent(odsCode -> parts.add(Element.of(
                        "generalPractitioner",
                        identifier("identifier", "https://fhir.nhs.uk/Id/ods-organization-code", odsCode))));
        return new Element("Patient", Optional.empty(), parts);
    }

    private Element deathNotice(String status) {
        String extension = "Extension-CareConnect-DeathNotificationStatus-1";
        return Element.of(
                "extension",
                Element.of("url", CARE_CONNECT + extension),
                Element.extension(
                        "deathNotificationStatus",
                        Element.of(
                                "valueCodeableConcept",
                                Element.of(
                                        "coding",
                                        Element.of("system", CARE_CONNECT + "CareConnect-DeathNotificationStatus-1"),
                                        Element.of("code", status)))),
                Element.extension("systemEffectiveDate", Element.of("valueDateTime", SECONDS.format(lastUpdated))));
    }

    private Element verifiedNumber() {
        return Element.of(
                "identifier",
                Element.extension(
                        CARE_CONNECT + "Extension-CareConnect-NHSNumberVerificationStatus-1",
                        Element.concept(
                                "valueCodeableConcept",
                                "https://fhir.hl7.org.uk/STU3/CareConnect-NHSNumberVerificationStatus-1",
                                "01",
                                "Number present and verified")),
                Element.of("system", NHS_NUMBER),
                Element.of("value", nhsNumber));
    }

    private Optional<Element> name(String element) {
        return PdsChange.array(after, "name").stream()
                .filter(JsonObject.class::isInstance)
                .map(JsonValue::asJsonObject)
                .findFirst()
                .map(name -> Element.of(
                                element,
                                Element.of("use", "official"),
                                Element.of(
                                        "family",
                                        JsonText.string(name, "family").orElse("")))
                        .with(PdsChange.texts(name, "given").stream()
                                .map(given -> Element.of("given", given))
                                .toList()));
    }

    private List<Element> addresses() {
        String day = SECONDS.format(lastUpdated).substring(0, 10);
        List<Element> addresses = new ArrayList<>();
        change.address().ifPresent(home -> addresses.add(address("home", home, Element.of("start", day))));
        PdsChange.home(before)
                .ifPresent(old -> addresses.add(
                        address("old", old, Element.of("start", start(old).orElse(day)), Element.of("end", day))));
        return addresses;
    }

    private static Optional<String> start(JsonObject address) {
        return address.get("period") instanceof JsonObject period ? JsonText.string(period, "start") : Optional.empty();
    }

    private static Element address(String use, JsonObject address, Element... period) {
        return Element.of("address", Element.of("use", use))
                .with(PdsChange.texts(address, "line").stream()
                        .map(line -> Element.of("line", line))
                        .toList())
                .with(
                        Element.of(
                                "postalCode",
                                JsonText.string(address, "postalCode").orElse("")),
                        Element.of("period", period));
    }

    /** The baby, its mother and how it was born. */
    private List<Element> birth(String babyId) {
        String day = SECONDS.format(lastUpdated).substring(0, 10);
        Element mother = Element.of(
                "RelatedPerson",
                Element.of("id", patientId),
                profile(CARE_CONNECT + "CareConnect-RelatedPerson-1"),
                verifiedNumber(),
                reference("patient", babyId),
                Element.concept("relationship", "http://hl7.org/fhir/v3/RoleCode", "NMTH", "natural mother"));
        Optional<Element> name = name("name");
        Element baby = Element.of(
                "Patient",
                Element.of("id", babyId),
                profile(CARE_CONNECT + "CareConnect-Patient-1"),
                Element.of("gender", "unknown"),
                Element.of("birthDate", day));
        Element born = Element.of(
                "Observation",
                Element.of("id", uuid()),
                profile(CARE_CONNECT + "CareConnect-Observation-1"),
                Element.of("status", "final"),
                Element.of("code", Element.of("text", "Still born indicator")),
                reference("subject", babyId),
                Element.of("effectiveDateTime", day),
                Element.of(
                        "valueCodeableConcept",
                        Element.of(
                                "coding",
                                Element.of("system", CODES + "EMS-PDS-StillBornIndicator-1"),
                                Element.of("code", change.stillBorn().orElse("1")))));
        return List.of(name.map(each -> mother.with(each)).orElse(mother), baby, born);
    }

    private Element organisation() {
        return Element.of(
                "Organization",
                Element.of("id", organisationId),
                profile(CARE_CONNECT + "CareConnect-Organization-1"),
                identifier("identifier", "https://fhir.nhs.uk/Id/ods-organization-code", "X26"),
                Element.of("name", "NHS DIGITAL"));
    }

    private Element service() {
        String system = CODES + "EMS-HealthcareServiceType-1";
        return Element.of(
                "HealthcareService",
                Element.of("id", uuid()),
                profile(CARE_CONNECT + "CareConnect-HealthcareService-1"),
                identifier("identifier", system, "PDS"),
                reference("providedBy", organisationId),
                Element.concept("type", system, "PDS", "Personal Demographics Service"));
    }
}
