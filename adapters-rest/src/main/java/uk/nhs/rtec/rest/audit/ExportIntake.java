package uk.nhs.rtec.rest.audit;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import uk.nhs.rtec.application.audit.AskedConditions;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** What somebody wants to take out: a search as it would be made, but all of its result, and never of everything. */
sealed interface ExportIntake {

    /** Every member is what it should be. */
    record Accepted(String reason, AskedConditions conditions) implements ExportIntake {}

    /** Something is not: each fault names a member and what it must be. */
    record Refused(List<Fault> faults) implements ExportIntake {}

    /**
     * Reads the body of a request.
     *
     * @param search what is wrong with a search that has these members
     */
    static ExportIntake read(byte[] body, Function<JsonObject, List<Fault>> search) {
        return StrictJson.objectIn(body)
                .map(object -> Reading.intake(object, search))
                .orElseGet(() -> new Refused(List.of(new Fault("body", "must be one JSON object in UTF-8"))));
    }

    /** The search that was asked for with these conditions, as it would be made. */
    static JsonObject search(AskedConditions conditions) {
        JsonObjectBuilder search = Json.createObjectBuilder().add(Reading.REASON, "export");
        conditions.inTheClear().forEach(search::add);
        return search.build();
    }

    /** How a body is read. */
    final class Reading {

        private static final String REASON = "reason";
        private static final Set<String> OF_PAGES = Set.of("limit", "cursor");

        private Reading() {}

        private static ExportIntake intake(JsonObject body, Function<JsonObject, List<Fault>> search) {
            JsonObjectBuilder asked = Json.createObjectBuilder();
            List<Fault> ofPages = new ArrayList<>();
            body.forEach((member, value) -> {
                if (OF_PAGES.contains(member)) {
                    ofPages.add(new Fault(member, "has no place in an export, which is whole"));
                } else {
                    asked.add(member, value);
                }
            });
            JsonObject whole = asked.build();
            List<Fault> faults = new ArrayList<>(search.apply(whole));
            faults.addAll(ofPages);
            if (whole.entrySet().stream().noneMatch(Reading::isCondition)) {
                faults.add(new Fault("body", "must have a condition beside the reason"));
            }
            return faults.isEmpty() ? accepted(whole) : new Refused(faults);
        }

        /** What a search accepts are texts, each of which says what it is without the others. */
        private static Accepted accepted(JsonObject body) {
            Map<String, String> conditions = new TreeMap<>();
            body.entrySet().stream()
                    .filter(Reading::isCondition)
                    .forEach(member -> conditions.put(member.getKey(), ((JsonString) member.getValue()).getString()));
            return new Accepted(body.getString(REASON).strip(), new AskedConditions(conditions));
        }

        private static boolean isCondition(Map.Entry<String, JsonValue> member) {
            return !member.getKey().equals(REASON) && member.getValue() != JsonValue.NULL;
        }
    }
}
