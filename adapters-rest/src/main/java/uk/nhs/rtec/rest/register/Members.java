package uk.nhs.rtec.rest.register;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;

/** The members of one JSON object while they are read: all of them before anything is said, and then everything that is wrong. */
final class Members {

    private final JsonObject object;
    private final String place;
    private final List<Fault> faults;
    private final Set<String> known = new HashSet<>();

    /**
     * Begins to read.
     *
     * @param place what stands before a member's name when a fault names it
     * @param faults told of every fault
     */
    Members(JsonObject object, String place, List<Fault> faults) {
        this.object = object;
        this.place = place;
        this.faults = faults;
    }

    /** A text that must be there. */
    <T> Optional<T> required(String member, Function<String, Optional<T>> parse, String complaint) {
        if (isAbsent(member)) {
            refuse(member, complaint);
        }
        return optional(member, parse, complaint);
    }

    /** A text that may be absent or null. */
    <T> Optional<T> optional(String member, Function<String, Optional<T>> parse, String complaint) {
        known.add(member);
        if (isAbsent(member)) {
            return Optional.empty();
        }
        Optional<T> value =
                object.get(member) instanceof JsonString text ? parse.apply(text.getString()) : Optional.empty();
        if (value.isEmpty()) {
            refuse(member, complaint);
        }
        return value;
    }

    /** By which further pages of what these members ask for are asked for. */
    Cursors.OfSearch cursors(String kind, Cursors cursors) {
        return cursors.of(kind, object);
    }

    /** Whatever stands there. */
    Optional<JsonValue> value(String member) {
        known.add(member);
        return Optional.ofNullable(object.get(member));
    }

    void refuse(String member, String complaint) {
        faults.add(new Fault(place + member, complaint));
    }

    /** Refuses every member that has not been asked for, without repeating its name. */
    void refuseOthers() {
        object.keySet().stream()
                .filter(member -> !known.contains(member))
                .forEach(member -> faults.add(new Fault(
                        place.isEmpty() ? "body" : place.substring(0, place.length() - 1),
                        "has a member that is not known")));
    }

    private boolean isAbsent(String member) {
        JsonValue value = object.get(member);
        return value == null || value == JsonValue.NULL;
    }
}
