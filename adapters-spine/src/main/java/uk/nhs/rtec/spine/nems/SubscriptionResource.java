package uk.nhs.rtec.spine.nems;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import uk.nhs.rtec.domain.requester.OdsCode;

/** A FHIR STU3 Subscription as it is sent, in the order of the schema (NEMS, EMS-Subscription-1). */
record SubscriptionResource(OdsCode contact, Wanted wanted, Criteria criteria, Instant end) {

    private static final String PROFILE = "https://fhir.nhs.uk/STU3/StructureDefinition/EMS-Subscription-1";
    private static final String ORGANISATION = "https://directory.spineservices.nhs.uk/STU3/Organization/";

    /** To the second and with an offset, as the examples have it. */
    private static final DateTimeFormatter INSTANT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx").withZone(ZoneOffset.UTC);

    byte[] as(FhirMime mime) {
        return (mime.isJson() ? json() : xml()).getBytes(StandardCharsets.UTF_8);
    }

    private String json() {
        JsonObject resource = Json.createObjectBuilder()
                .add("resourceType", "Subscription")
                .add(
                        "meta",
                        Json.createObjectBuilder()
                                .add("profile", Json.createArrayBuilder().add(PROFILE)))
                .add("status", "requested")
                .add(
                        "contact",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("system", "url")
                                        .add("value", ORGANISATION + contact.value())
                                        .add("use", "work")))
                .add("end", INSTANT.format(end))
                .add("reason", wanted.reason())
                .add("criteria", criteria.spelled())
                .add(
                        "channel",
                        Json.createObjectBuilder().add("type", "message").add("endpoint", wanted.mailbox()))
                .build();
        return resource.toString();
    }

    private String xml() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartElement("Subscription");
            xml.writeDefaultNamespace("http://hl7.org/fhir");
            xml.writeStartElement("meta");
            element(xml, "profile", PROFILE);
            xml.writeEndElement();
            element(xml, "status", "requested");
            xml.writeStartElement("contact");
            element(xml, "system", "url");
            element(xml, "value", ORGANISATION + contact.value());
            element(xml, "use", "work");
            xml.writeEndElement();
            element(xml, "end", INSTANT.format(end));
            element(xml, "reason", wanted.reason());
            element(xml, "criteria", criteria.spelled());
            xml.writeStartElement("channel");
            element(xml, "type", "message");
            element(xml, "endpoint", wanted.mailbox());
            xml.writeEndElement();
            xml.writeEndElement();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a subscription could not be written");
        }
        return text.toString();
    }

    private static void element(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeEmptyElement(name);
        xml.writeAttribute("value", value);
    }
}
