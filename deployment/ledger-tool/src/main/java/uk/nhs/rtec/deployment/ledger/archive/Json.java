package uk.nhs.rtec.deployment.ledger.archive;

import jakarta.json.JsonArray;
import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads JSON objects that have the members they must have and no other: what is not proved must not look as if it were. */
public final class Json {

    /** Longer than any document of the ledger. */
    private static final int LONGEST = 16 * 1024 * 1024;

    private Json() {}

    /** The object that the file holds. */
    public static JsonObject read(Path file) throws Unusable {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(LONGEST + 1);
            if (bytes.length > LONGEST) {
                throw new Unusable(file.getFileName() + " is too long");
            }
            return parse(bytes);
        } catch (IOException e) {
            throw new Unusable(file + " cannot be read");
        } catch (JsonException | ClassCastException e) {
            throw new Unusable(file.getFileName() + " is no JSON object, or has a member twice");
        }
    }

    private static JsonObject parse(byte[] bytes) {
        try (JsonReader reader = JsonProvider.provider()
                .createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE))
                .createReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            return reader.readObject();
        }
    }

    /** That the object has these members and no other. */
    public static void hasOnly(JsonObject object, String... members) throws Unusable {
        if (!object.keySet().equals(Set.of(members))) {
            throw new Unusable("an object must have the members " + String.join(", ", List.of(members)));
        }
    }

    public static JsonObject object(JsonObject parent, String member) throws Unusable {
        return asObject(parent.get(member), member);
    }

    /** The value as an object, or a complaint under that name. */
    public static JsonObject asObject(@Nullable JsonValue value, String name) throws Unusable {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new Unusable(name + " must be an object");
    }

    public static JsonArray array(JsonObject parent, String member) throws Unusable {
        if (parent.get(member) instanceof JsonArray array) {
            return array;
        }
        throw new Unusable(member + " must be an array");
    }

    public static String text(JsonObject parent, String member) throws Unusable {
        return asText(parent.get(member), member);
    }

    /** The value as a text, or a complaint under that name. */
    public static String asText(@Nullable JsonValue value, String name) throws Unusable {
        if (value instanceof JsonString text) {
            return text.getString();
        }
        throw new Unusable(name + " must be a text");
    }

    public static long number(JsonObject parent, String member) throws Unusable {
        if (parent.get(member) instanceof JsonNumber number && number.isIntegral()) {
            try {
                return number.longValueExact();
            } catch (ArithmeticException e) {
                throw new Unusable(member + " is too large");
            }
        }
        throw new Unusable(member + " must be a whole number");
    }
}
