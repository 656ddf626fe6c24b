package uk.nhs.rtec.sandbox.fhir;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/** FHIR's XML format (HL7 FHIR STU3, XML Representation of Resources): values are attributes, and there is no document type. */
final class FhirXml {
    private static final String FHIR = "http://hl7.org/fhir";
    private static final String XHTML = "http://www.w3.org/1999/xhtml";
    private static final int DEEPEST = 50;
    // The JDK's own, whatever else is on the class path; asked for once, since making one costs more than a small
    // document.
    private static final XMLInputFactory INPUT = input();
    private static final XMLOutputFactory OUTPUT = XMLOutputFactory.newDefaultFactory();

    private FhirXml() {}

    private static XMLInputFactory input() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        return factory;
    }

    static Element read(String text) throws NotWellFormed {
        try {
            XMLStreamReader reader = INPUT.createXMLStreamReader(new StringReader(text));
            Optional<Element> root = Optional.empty();
            while (reader.hasNext()) {
                int event = reader.next();
                refuseDocumentType(event);
                if (event == XMLStreamConstants.START_ELEMENT) {
                    root = Optional.of(element(reader, 1));
                }
            }
            return root.orElseThrow(() -> new NotWellFormed("The document has no element"));
        } catch (XMLStreamException broken) {
            throw new NotWellFormed(String.valueOf(broken.getMessage()));
        }
    }

    private static void refuseDocumentType(int event) throws NotWellFormed {
        if (event == XMLStreamConstants.DTD || event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw new NotWellFormed("A document type declaration or an entity is not allowed");
        }
    }

    /** Reads the element that the reader stands at, up to its end. */
    private static Element element(XMLStreamReader reader, int depth) throws XMLStreamException, NotWellFormed {
        String name = reader.getLocalName();
        if (!FHIR.equals(reader.getNamespaceURI())) {
            throw new NotWellFormed("Element " + name + " is not in the namespace " + FHIR);
        }
        if (depth > DEEPEST) {
            throw new NotWellFormed("Elements are nested too deeply");
        }
        Optional<String> value = Optional.ofNullable(reader.getAttributeValue(null, "value"));
        List<Element> children = new ArrayList<>();
        String url = reader.getAttributeValue(null, "url");
        if (url != null) {
            children.add(Element.of("url", url));
        }
        int event = reader.next();
        while (event != XMLStreamConstants.END_ELEMENT) {
            refuseDocumentType(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                if (XHTML.equals(reader.getNamespaceURI())) {
                    skip(reader);
                } else {
                    children.add(element(reader, depth + 1));
                }
            } else if (event == XMLStreamConstants.CDATA
                    || (event == XMLStreamConstants.CHARACTERS && !reader.isWhiteSpace())) {
                throw new NotWellFormed("Element " + name + " holds text; values are attributes");
            }
            event = reader.next();
        }
        return new Element(name, value, children);
    }

    /** Passes over the narrative, which is for people. */
    private static void skip(XMLStreamReader reader) throws XMLStreamException, NotWellFormed {
        int open = 1;
        while (open > 0) {
            int event = reader.next();
            refuseDocumentType(event);
            if (event == XMLStreamConstants.START_ELEMENT) {
                open++;
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                open--;
            }
        }
    }

    static String write(Element resource) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter writer = OUTPUT.createXMLStreamWriter(text);
            writer.setDefaultNamespace(FHIR);
            write(resource, writer, true);
            writer.flush();
        } catch (XMLStreamException unwritable) {
            throw new IllegalStateException("A resource cannot be written", unwritable);
        }
        return text.toString();
    }

    private static void write(Element element, XMLStreamWriter writer, boolean root) throws XMLStreamException {
        if (element.children().isEmpty()) {
            writer.writeEmptyElement(FHIR, element.name());
        } else {
            writer.writeStartElement(FHIR, element.name());
        }
        if (root) {
            writer.writeDefaultNamespace(FHIR);
        }
        boolean extension = element.name().equals("extension");
        if (extension) {
            writer.writeAttribute("url", element.text("url").orElse(""));
        }
        if (element.value().isPresent()) {
            writer.writeAttribute("value", element.value().get());
        }
        for (Element child : element.children()) {
            if (!extension || !child.name().equals("url")) {
                write(child, writer, false);
            }
        }
        if (!element.children().isEmpty()) {
            writer.writeEndElement();
        }
    }
}
