package uk.nhs.rtec.rest.api;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a body that must be exactly one JSON object in UTF-8: no byte-order mark, no text after it, no member twice at any depth, at
 * most 8 levels deep.
 *
 * <p>The platform's own reader passes over trailing text and lets invalid UTF-8 through as replacement characters, so this walks the
 * parser's events itself.
 */
public final class StrictJson {

    private static final int DEEPEST = 8;
    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private StrictJson() {}

    /** The object that the body is, or nothing when it is not one. */
    public static Optional<JsonObject> objectIn(byte[] body) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(decoded(body)))) {
            if (!parser.hasNext() || parser.next() != JsonParser.Event.START_OBJECT) {
                return Optional.empty();
            }
            JsonObject object = object(parser, 1);
            return parser.hasNext() ? Optional.empty() : Optional.of(object);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            // Besides JsonException the parser throws others, for numbers out of range for example: each means the same
            // here.
            return Optional.empty();
        }
    }

    /** Whether every text in the value can be kept by every store: no U+0000 and no unpaired surrogate. */
    public static boolean isStorable(JsonValue value) {
        if (value instanceof JsonString text) {
            return isStorable(text.getString());
        }
        if (value instanceof JsonArray array) {
            return array.stream().allMatch(StrictJson::isStorable);
        }
        if (value instanceof JsonObject object) {
            return object.entrySet().stream()
                    .allMatch(member -> isStorable(member.getKey()) && isStorable(member.getValue()));
        }
        return true;
    }

    /** Whether every store can keep the text: no U+0000 and no unpaired surrogate. */
    public static boolean isStorable(String text) {
        return text.codePoints()
                .noneMatch(
                        point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE));
    }

    private static String decoded(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static JsonObject object(JsonParser parser, int depth) {
        refuseBelowDeepest(depth);
        JsonObjectBuilder members = Json.createObjectBuilder();
        Set<String> names = new HashSet<>();
        while (parser.next() != JsonParser.Event.END_OBJECT) {
            String name = parser.getString();
            if (!names.add(name)) {
                throw new IllegalArgumentException("a member twice");
            }
            members.add(name, value(parser, parser.next(), depth));
        }
        return members.build();
    }

    private static JsonArray array(JsonParser parser, int depth) {
        refuseBelowDeepest(depth);
        JsonArrayBuilder elements = Json.createArrayBuilder();
        JsonParser.Event event = parser.next();
        while (event != JsonParser.Event.END_ARRAY) {
            elements.add(value(parser, event, depth));
            event = parser.next();
        }
        return elements.build();
    }

    private static JsonValue value(JsonParser parser, JsonParser.Event event, int depth) {
        return switch (event) {
            case START_OBJECT -> object(parser, depth + 1);
            case START_ARRAY -> array(parser, depth + 1);
            case KEY_NAME, END_OBJECT, END_ARRAY -> throw new IllegalStateException("no value");
            case VALUE_STRING, VALUE_NUMBER, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> parser.getValue();
        };
    }

    private static void refuseBelowDeepest(int depth) {
        if (depth > DEEPEST) {
            throw new IllegalArgumentException("too deep");
        }
    }
}
