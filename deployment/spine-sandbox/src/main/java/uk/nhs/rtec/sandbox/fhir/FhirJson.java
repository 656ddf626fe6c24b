package uk.nhs.rtec.sandbox.fhir;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.sandbox.http.JsonText;

/** FHIR's JSON format (HL7 FHIR STU3, JSON Representation of Resources), for the resources that the sandbox serves in it. */
final class FhirJson {
    private static final String TYPE = "resourceType";
    // What may occur more than once is an array even when it occurs once: of these elements, in the resources served
    // here.
    private static final Set<String> REPEATING = Set.of("profile", "contact", "issue", "coding", "extension");
    // Inside them a resource stands, which names its own type.
    private static final Set<String> RESOURCE_HOLDERS = Set.of("contained");
    private static final int DEEPEST = 50;

    private FhirJson() {}

    static Element read(String text) throws NotWellFormed {
        JsonObject object =
                JsonText.readObject(text).orElseThrow(() -> new NotWellFormed("The body is not a JSON object"));
        return resource(object, 1);
    }

    private static Element resource(JsonObject object, int depth) throws NotWellFormed {
        String type = JsonText.string(object, TYPE)
                .filter(name -> !name.isEmpty())
                .orElseThrow(() -> new NotWellFormed("The member " + TYPE + " is missing"));
        return new Element(type, Optional.empty(), members(object, depth));
    }

    private static List<Element> members(JsonObject object, int depth) throws NotWellFormed {
        if (depth > DEEPEST) {
            throw new NotWellFormed("Objects are nested too deeply");
        }
        List<Element> elements = new ArrayList<>();
        for (Map.Entry<String, JsonValue> member : object.entrySet()) {
            // A member that begins with an underscore holds extensions of the value beside it.
            if (!member.getKey().equals(TYPE) && !member.getKey().startsWith("_")) {
                if (member.getValue() instanceof JsonArray array) {
                    for (JsonValue each : array) {
                        elements.add(element(member.getKey(), each, depth));
                    }
                } else {
                    elements.add(element(member.getKey(), member.getValue(), depth));
                }
            }
        }
        return elements;
    }

    private static Element element(String name, JsonValue value, int depth) throws NotWellFormed {
        if (value instanceof JsonObject object) {
            return RESOURCE_HOLDERS.contains(name)
                    ? Element.of(name, resource(object, depth + 1))
                    : new Element(name, Optional.empty(), members(object, depth + 1));
        }
        if (value instanceof JsonString text) {
            return Element.of(name, text.getString());
        }
        if (value instanceof JsonNumber || value.equals(JsonValue.TRUE) || value.equals(JsonValue.FALSE)) {
            return Element.of(name, value.toString());
        }
        throw new NotWellFormed("The member " + name + " holds neither a value nor an object");
    }

    static String write(Element resource) {
        JsonObjectBuilder written = JsonText.object().add(TYPE, resource.name());
        object(resource).forEach(written::add);
        return written.build().toString();
    }

    private static JsonObject object(Element element) {
        Map<String, List<JsonValue>> members = new LinkedHashMap<>();
        for (Element child : element.children()) {
            members.computeIfAbsent(child.name(), any -> new ArrayList<>()).add(value(child));
        }
        JsonObjectBuilder written = JsonText.object();
        members.forEach((name, values) -> {
            if (REPEATING.contains(name)) {
                JsonArrayBuilder array = JsonText.array();
                values.forEach(array::add);
                written.add(name, array);
            } else {
                written.add(name, values.get(0));
            }
        });
        return written.build();
    }

    private static JsonValue value(Element element) {
        return element.value().map(JsonText::text).orElseGet(() -> object(element));
    }
}
