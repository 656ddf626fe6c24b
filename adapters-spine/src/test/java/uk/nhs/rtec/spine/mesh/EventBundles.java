package uk.nhs.rtec.spine.mesh;

import java.util.Locale;
import uk.nhs.rtec.domain.event.DeathStatus;
import uk.nhs.rtec.domain.event.NationalEvent;

/** Event messages in the shape that the guide describes, made up here. */
final class EventBundles {

    private EventBundles() {}

    /** A whole message of this event. */
    static String xml(NationalEvent event) {
        String code = event.kind().map(kind -> kind.code()).orElse("vaccinations-1");
        return bundle(
                header(
                        event.id().value(),
                        event.lastUpdated().toString(),
                        routing(event.patient().inTheClear()),
                        code),
                patient(
                        event.death().map(EventBundles::deathStatus).orElse(""),
                        identifier(event.patient().inTheClear())));
    }

    static String bundle(String... resources) {
        StringBuilder text = new StringBuilder("<Bundle xmlns=\"http://hl7.org/fhir\"><type value=\"message\"/>");
        for (int number = 0; number < resources.length; number++) {
            text.append("<entry><fullUrl value=\"urn:uuid:")
                    .append(String.format(Locale.ROOT, "%08d-0000-4000-8000-000000000000", number))
                    .append("\"/><resource>")
                    .append(resources[number])
                    .append("</resource></entry>");
        }
        return text.append("</Bundle>").toString();
    }

    static String header(String id, String lastUpdated, String extensions, String code) {
        return "<MessageHeader><id value=\"" + id + "\"/><meta><lastUpdated value=\"" + lastUpdated + "\"/></meta>"
                + extensions + messageType("new")
                + "<event><system value=\"https://fhir.nhs.uk/STU3/CodeSystem/EventType-1\"/><code value=\"" + code
                + "\"/></event><timestamp value=\"2026-02-10T08:30:16+00:00\"/></MessageHeader>";
    }

    static String routing(String nhsNumber) {
        return "<extension url=\"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-RoutingDemographics-1\">"
                + "<extension url=\"nhsNumber\"><valueIdentifier><system value=\"https://fhir.nhs.uk/Id/nhs-number\"/>"
                + "<value value=\"" + nhsNumber + "\"/></valueIdentifier></extension>"
                + "<extension url=\"birthDateTime\"><valueDateTime value=\"1951-06-14\"/></extension></extension>";
    }

    static String messageType(String code) {
        return "<extension url=\"https://fhir.nhs.uk/STU3/StructureDefinition/Extension-MessageEventType-1\">"
                + "<valueCodeableConcept><coding><code value=\"" + code
                + "\"/></coding></valueCodeableConcept></extension>";
    }

    static String patient(String extensions, String identifier) {
        return "<Patient>" + extensions + identifier + "<birthDate value=\"1951-06-14\"/></Patient>";
    }

    static String identifier(String nhsNumber) {
        return "<identifier><extension url=\"https://fhir.hl7.org.uk/STU3/StructureDefinition/"
                + "Extension-CareConnect-NHSNumberVerificationStatus-1\"><valueCodeableConcept><coding>"
                + "<code value=\"01\"/></coding></valueCodeableConcept></extension>"
                + "<system value=\"https://fhir.nhs.uk/Id/nhs-number\"/><value value=\"" + nhsNumber
                + "\"/></identifier>";
    }

    static String deathStatus(DeathStatus status) {
        return deathStatus(status.code());
    }

    static String deathStatus(String code) {
        return "<extension url=\"https://fhir.hl7.org.uk/STU3/StructureDefinition/"
                + "Extension-CareConnect-DeathNotificationStatus-1\"><extension url=\"deathNotificationStatus\">"
                + "<valueCodeableConcept><coding><code value=\"" + code
                + "\"/></coding></valueCodeableConcept></extension>"
                + "<extension url=\"systemEffectiveDate\"><valueDateTime value=\"2026-02-10T08:30:15+00:00\"/></extension>"
                + "</extension>";
    }
}
