package uk.nhs.rtec.spine.wire;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.Bytes;

/** A JSON object that is read tolerantly: a member of another type than the one asked for counts as missing. */
public final class TolerantObject {

    private final JsonObject object;

    TolerantObject(JsonObject object) {
        this.object = object;
    }

    /** The one JSON object that the body is, whatever it is called; nothing when it is anything else. */
    public static Optional<TolerantObject> read(Bytes body) {
        return Answer.text(body.toArray()).flatMap(Answer::parse).map(TolerantObject::new);
    }

    /** Whether there is such a member, of any type but null. */
    public boolean has(String member) {
        JsonValue value = object.get(member);
        return value != null && value != JsonValue.NULL;
    }

    /** Whether there is such a member, of any type and even null. */
    public boolean mentions(String member) {
        return object.containsKey(member);
    }

    /** Whether there is such a member, and it is an array. */
    public boolean hasList(String member) {
        return object.get(member) instanceof JsonArray;
    }

    /** A string. */
    public Optional<String> text(String member) {
        return text(object.get(member));
    }

    /** A string, or a number as it is spelled. */
    public Optional<String> textOrNumber(String member) {
        return object.get(member) instanceof JsonNumber number ? Optional.of(number.toString()) : text(member);
    }

    /** The strings in an array, without those that are none. */
    public List<String> texts(String member) {
        return elements(member).stream()
                .map(TolerantObject::text)
                .flatMap(Optional::stream)
                .toList();
    }

    /** An object. */
    public Optional<TolerantObject> object(String member) {
        return object.get(member) instanceof JsonObject value
                ? Optional.of(new TolerantObject(value))
                : Optional.empty();
    }

    /** The elements of an array; what is no object in it counts as one without members. */
    public List<TolerantObject> objects(String member) {
        return elements(member).stream()
                .map(element -> element instanceof JsonObject value ? value : JsonValue.EMPTY_JSON_OBJECT)
                .map(TolerantObject::new)
                .toList();
    }

    /** Whether there is nothing in it. */
    public boolean isEmpty() {
        return object.isEmpty();
    }

    private List<JsonValue> elements(String member) {
        return object.get(member) instanceof JsonArray array ? array : List.of();
    }

    private static Optional<String> text(@Nullable JsonValue value) {
        return value instanceof JsonString string ? Optional.of(string.getString()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "TolerantObject[…]";
    }
}
