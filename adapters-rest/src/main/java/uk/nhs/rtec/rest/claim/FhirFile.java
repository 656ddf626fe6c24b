package uk.nhs.rtec.rest.claim;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Supplier;
import java.util.stream.Stream;
import uk.nhs.rtec.application.claim.ClaimColumn;
import uk.nhs.rtec.application.claim.ClaimLine;
import uk.nhs.rtec.application.job.JobRefusal;
import uk.nhs.rtec.application.job.UnreadableFile;
import uk.nhs.rtec.rest.api.WholeBody;

/**
 * A FHIR Bundle of claims (profile NHSDigital-Claim of the EPS FHIR API), or of message bundles with claims in them. It is read an entry at
 * a time; what is too deep or too long ends the reading, and entries that are no claims are passed over.
 */
public final class FhirFile implements Iterator<ClaimLine> {

    private static final String EXEMPTIONS = "https://fhir.nhs.uk/CodeSystem/prescription-charge-exemption";
    private static final String GROUP_IDENTIFIER =
            "https://fhir.nhs.uk/StructureDefinition/Extension-DM-GroupIdentifier";
    private static final String ODS = "https://fhir.nhs.uk/Id/ods-organization-code";
    private static final String NHS_NUMBERS = "https://fhir.nhs.uk/Id/nhs-number";
    private static final String BUNDLE = "Bundle";

    /** Stands where a claim states two different things; no column takes it. */
    private static final String SPOILT = "?";

    private static final JsonParserFactory PARSERS =
            Json.createParserFactory(Map.of("org.eclipse.parsson.maxDepth", 64));

    private final MessageStream file;
    private final JsonParser json;
    private final Queue<ClaimLine> found = new ArrayDeque<>();
    private boolean isBundle;
    private boolean inEntries;
    private boolean ended;
    private int given;

    /**
     * Begins to read, as far as the first brace.
     *
     * @throws UnreadableFile when there is none
     */
    public FhirFile(InputStream body, long length) {
        file = new MessageStream(new WholeBody(body, length), () -> given + 1);
        // Bytes that are no UTF-8 become U+FFFD, which no column takes: the claim is refused, not the file.
        json = PARSERS.createParser(new InputStreamReader(file, StandardCharsets.UTF_8));
        if (event() != JsonParser.Event.START_OBJECT) {
            throw notABundle();
        }
    }

    @Override
    public boolean hasNext() {
        while (found.isEmpty() && !ended) {
            readOn();
        }
        return !found.isEmpty();
    }

    @Override
    public ClaimLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return found.remove();
    }

    /** One member of the bundle, or one of its entries. */
    private void readOn() {
        JsonParser.Event event = event();
        if (inEntries) {
            inEntries = event != JsonParser.Event.END_ARRAY;
            if (inEntries) {
                entry(event);
            }
        } else if (event == JsonParser.Event.END_OBJECT) {
            end();
        } else {
            member(json.getString());
        }
    }

    private void member(String name) {
        JsonParser.Event event = event();
        if (name.equals("entry") && event == JsonParser.Event.START_ARRAY) {
            inEntries = true;
        } else if (name.equals("resourceType")) {
            isBundle =
                    event == JsonParser.Event.VALUE_STRING && json.getString().equals(BUNDLE);
            if (!isBundle) {
                throw notABundle();
            }
        } else {
            skip(event);
        }
        file.nextMessage();
    }

    private void entry(JsonParser.Event event) {
        if (event != JsonParser.Event.START_OBJECT) {
            throw notABundle();
        }
        Optional.ofNullable(object().get("resource")).ifPresent(this::claimsIn);
        file.nextMessage();
    }

    private void end() {
        ended = true;
        boolean more = parsed(json::hasNext);
        if (!isBundle || more) {
            throw notABundle();
        }
    }

    /** Event by event: the parser's own skipping never ends when the file ends too soon. */
    private void skip(JsonParser.Event first) {
        int depth = deeper(first);
        while (depth > 0) {
            depth += deeper(event());
        }
    }

    private static int deeper(JsonParser.Event event) {
        return switch (event) {
            case START_OBJECT, START_ARRAY -> 1;
            case END_OBJECT, END_ARRAY -> -1;
            case KEY_NAME, VALUE_STRING, VALUE_NUMBER, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> 0;
        };
    }

    private JsonParser.Event event() {
        return parsed(json::next);
    }

    private JsonObject object() {
        return parsed(json::getObject);
    }

    /** Besides its own exceptions the parser throws others, for what ends too soon or is too deep: each means the same here. */
    private <T> T parsed(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (JsonException | NoSuchElementException | UnsupportedOperationException | IllegalStateException e) {
            throw new UnreadableFile(given + 1, "the file must be one JSON object, in UTF-8 and not deeper than 64");
        } catch (RuntimeException e) {
            if (e.getClass() == RuntimeException.class) {
                throw new UnreadableFile(
                        given + 1, "the file must be one JSON object, in UTF-8 and not deeper than 64");
            }
            throw e;
        }
    }

    private void claimsIn(JsonValue resource) {
        if (isOfType(resource, "Claim")) {
            given++;
            found.add(new ClaimLine(given, texts(resource), faults(resource)));
        } else if (isOfType(resource, BUNDLE)) {
            at(resource, "entry", "resource").forEach(this::claimsIn);
        }
    }

    /** A claim can say of itself that it does not count: that it is withdrawn or never was meant, or asks what one could claim. */
    private List<JobRefusal> faults(JsonValue claim) {
        return Stream.of(fault(claim, "status", "active"), fault(claim, "use", "claim"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What is not there says nothing. */
    private Optional<JobRefusal> fault(JsonValue claim, String member, String wanted) {
        return Optional.ofNullable(claim.asJsonObject().get(member))
                .filter(value -> !value.equals(Json.createValue(wanted)))
                .map(value -> new JobRefusal(given, member, "is not " + wanted));
    }

    private static boolean isOfType(JsonValue resource, String type) {
        return strings(Stream.of(resource), "resourceType").anyMatch(type::equals);
    }

    private static Map<ClaimColumn, String> texts(JsonValue claim) {
        Map<ClaimColumn, String> texts = new EnumMap<>(ClaimColumn.class);
        Stream<JsonValue> shortForms = having(
                having(at(claim, "prescription", "extension"), "url", GROUP_IDENTIFIER)
                        .flatMap(group -> at(group, "extension")),
                "url",
                "shortForm");
        only(strings(shortForms, "valueIdentifier", "value"))
                .ifPresent(text -> texts.put(ClaimColumn.PRESCRIPTION_ID, text));
        only(strings(having(at(claim, "item", "programCode", "coding"), "system", EXEMPTIONS), "code"))
                .ifPresent(text -> texts.put(ClaimColumn.CHARGE_EXEMPTION, text));
        only(strings(Stream.of(claim), "created")).ifPresent(text -> texts.put(ClaimColumn.CLAIMED_AT, text));
        only(organisations(claim)).ifPresent(text -> texts.put(ClaimColumn.ODS_CODE, text));
        only(strings(having(at(claim, "patient", "identifier"), "system", NHS_NUMBERS), "value"))
                .ifPresent(text -> texts.put(ClaimColumn.NHS_NUMBER, text));
        return texts;
    }

    /** The provider is a role that the claim contains, and its organisation is named there or contained too. */
    private static Stream<String> organisations(JsonValue claim) {
        List<JsonValue> organisations = contained(claim, at(claim, "provider"))
                .flatMap(role -> at(role, "organization"))
                .toList();
        return strings(
                having(
                        Stream.concat(
                                organisations.stream().flatMap(organisation -> at(organisation, "identifier")),
                                contained(claim, organisations.stream())
                                        .flatMap(organisation -> at(organisation, "identifier"))),
                        "system",
                        ODS),
                "value");
    }

    private static Stream<JsonValue> contained(JsonValue claim, Stream<JsonValue> references) {
        List<String> ids = strings(references, "reference")
                .filter(reference -> reference.startsWith("#"))
                .map(reference -> reference.substring(1))
                .toList();
        return at(claim, "contained")
                .filter(resource -> strings(Stream.of(resource), "id").anyMatch(ids::contains));
    }

    private static Stream<JsonValue> having(Stream<JsonValue> values, String member, String text) {
        return values.filter(value -> strings(Stream.of(value), member).anyMatch(text::equals));
    }

    private static Stream<String> strings(Stream<JsonValue> values, String... path) {
        return values.flatMap(value -> at(value, path))
                .filter(JsonString.class::isInstance)
                .map(text -> ((JsonString) text).getString());
    }

    /** What stands at the end of the path, in every element of every array on the way. */
    private static Stream<JsonValue> at(JsonValue value, String... path) {
        Stream<JsonValue> values = elements(value);
        for (String member : path) {
            values = values.filter(JsonObject.class::isInstance)
                    .flatMap(object -> Stream.ofNullable(object.asJsonObject().get(member)))
                    .flatMap(FhirFile::elements);
        }
        return values;
    }

    private static Stream<JsonValue> elements(JsonValue value) {
        return value instanceof JsonArray array ? array.stream() : Stream.of(value);
    }

    private static Optional<String> only(Stream<String> texts) {
        List<String> different = texts.distinct().limit(2).toList();
        return different.isEmpty() ? Optional.empty() : Optional.of(different.size() == 1 ? different.get(0) : SPOILT);
    }

    private UnreadableFile notABundle() {
        return new UnreadableFile(given + 1, "the file must be one FHIR Bundle, and nothing after it");
    }
}
