package uk.nhs.rtec.spine.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.Bytes;

/**
 * A FHIR resource or a part of one, the same whether it came as XML or as JSON. It is read tolerantly: in any namespace, in any order, with
 * whatever stands beside what is looked for. What a message of data has no use for is refused: document types, entities, and more depth or
 * more elements than a resource has.
 */
public final class FhirNode {

    private static final int DEEPEST = 50;
    private static final int MOST = 50_000;
    private static final String VALUE = "value";
    private static final String URL = "url";

    private final String name;
    private final List<FhirNode> children = new ArrayList<>();
    private @Nullable String value;

    private FhirNode(String name) {
        this.name = name;
    }

    /** The resource that the body is, whichever of the two forms it has; nothing when it is neither. */
    public static Optional<FhirNode> read(Bytes body) {
        return Answer.text(body.toArray())
                .map(text -> text.startsWith("\uFEFF") ? text.substring(1) : text)
                .map(String::strip)
                .flatMap(text -> text.startsWith("<") ? ofXml(text) : ofJson(text));
    }

    /** Whether it is an element, or a resource, of this name. */
    public boolean is(String expected) {
        return name.equals(expected);
    }

    /** Every element at the end of this path. */
    public Stream<FhirNode> all(String... path) {
        Stream<FhirNode> nodes = Stream.of(this);
        for (String step : path) {
            nodes = nodes.flatMap(node -> node.children.stream()).filter(node -> node.is(step));
        }
        return nodes;
    }

    /** Every value at the end of this path, without the blanks around it. */
    public Stream<String> values(String... path) {
        return all(path).map(FhirNode::value).flatMap(Optional::stream);
    }

    /** The value at the end of this path, the first when there are several. */
    public Optional<String> value(String... path) {
        return values(path).findFirst();
    }

    /** Every extension of this kind on this very element. */
    public Stream<FhirNode> extensions(String kind) {
        return all("extension")
                .filter(extension -> extension.value(URL).filter(kind::equals).isPresent());
    }

    private Optional<String> value() {
        return Optional.ofNullable(value).map(String::strip);
    }

    private FhirNode add(FhirNode child) {
        children.add(child);
        return child;
    }

    private void add(String member, String text) {
        add(new FhirNode(member)).value = text;
    }

    private static Optional<FhirNode> ofXml(String text) {
        try {
            XMLStreamReader xml = parsers().createXMLStreamReader(new StringReader(text));
            try {
                return Optional.of(ofXml(xml));
            } finally {
                xml.close();
            }
        } catch (XMLStreamException e) {
            // Its message quotes what could not be read, and so must end here.
            return Optional.empty();
        }
    }

    /** The JDK's own, wherever it runs: the server has others, with other switches. A new one each time, since it is not safe to share. */
    private static XMLInputFactory parsers() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside is read");
        });
        return factory;
    }

    private static FhirNode ofXml(XMLStreamReader xml) throws XMLStreamException {
        FhirNode document = new FhirNode("");
        Deque<FhirNode> open = new ArrayDeque<>(List.of(document));
        int elements = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    elements++;
                    if (elements > MOST || open.size() > DEEPEST) {
                        throw new XMLStreamException("more than a resource has");
                    }
                    FhirNode element = open.getLast().add(new FhirNode(xml.getLocalName()));
                    element.value = xml.getAttributeValue(null, VALUE);
                    Optional.ofNullable(xml.getAttributeValue(null, URL)).ifPresent(url -> element.add(URL, url));
                    open.addLast(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.removeLast();
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new XMLStreamException("no message of data declares a type");
                default -> {
                    // Text is for people to read, and comments are for nobody.
                }
            }
        }
        return document.children.get(0);
    }

    private static Optional<FhirNode> ofJson(String text) {
        return Answer.parse(text).flatMap(object -> Optional.ofNullable(object.get("resourceType"))
                .flatMap(FhirNode::text)
                .flatMap(type -> new Json().document(type, object)));
    }

    private static Optional<String> text(JsonValue value) {
        return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    /** Makes of JSON what XML would have been. */
    private static final class Json {

        private int elements;
        private boolean isTooMuch;

        /** Nothing when it is more than a resource has. */
        Optional<FhirNode> document(String type, JsonObject object) {
            FhirNode document = resource(type, object, 1);
            return isTooMuch ? Optional.empty() : Optional.of(document);
        }

        private FhirNode resource(String type, JsonObject object, int depth) {
            FhirNode resource = new FhirNode(type);
            members(resource, object, depth);
            return resource;
        }

        private void members(FhirNode parent, JsonObject object, int depth) {
            object.forEach((member, value) -> element(parent, member, value, depth));
        }

        private void element(FhirNode parent, String member, JsonValue value, int depth) {
            elements++;
            if (elements > MOST || depth > DEEPEST) {
                isTooMuch = true;
            } else if (value instanceof JsonArray array) {
                array.forEach(one -> element(parent, member, one, depth + 1));
            } else if (value instanceof JsonObject object) {
                FhirNode element = parent.add(new FhirNode(member));
                Optional<String> type =
                        Optional.ofNullable(object.get("resourceType")).flatMap(FhirNode::text);
                if (type.isPresent()) {
                    element.add(resource(type.get(), object, depth + 1));
                } else {
                    members(element, object, depth + 1);
                }
            } else if (value != JsonValue.NULL) {
                parent.add(member, text(value).orElseGet(value::toString));
            }
        }
    }

    @Override
    public String toString() {
        return "FhirNode[…]";
    }
}
