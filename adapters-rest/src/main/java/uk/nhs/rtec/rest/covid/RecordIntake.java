package uk.nhs.rtec.rest.covid;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.application.covid.CovidColumn;
import uk.nhs.rtec.application.covid.CovidLine;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.api.StrictJson;

/** One record that is sent by itself: its members as the texts of a line, which the use case reads on. */
record RecordIntake(CovidLine line, List<Fault> faults) {

    static RecordIntake read(byte[] body) {
        Optional<JsonObject> object = StrictJson.objectIn(body);
        if (object.isEmpty()) {
            return new RecordIntake(
                    new CovidLine(1, Map.of()), List.of(new Fault("body", "must be one JSON object in UTF-8")));
        }
        List<Fault> faults = new ArrayList<>();
        Map<CovidColumn, String> texts = new EnumMap<>(CovidColumn.class);
        for (CovidColumn column : CovidColumn.values()) {
            JsonValue value = object.get().getOrDefault(column.member(), JsonValue.NULL);
            if (value instanceof JsonString text) {
                texts.put(column, text.getString());
            } else if (value instanceof JsonNumber number && column == CovidColumn.STATUS) {
                texts.put(column, number.toString());
            } else if (value != JsonValue.NULL) {
                faults.add(new Fault(column.member(), "must be a text"));
            }
        }
        object.get().keySet().stream()
                .filter(member -> Arrays.stream(CovidColumn.values())
                        .noneMatch(column -> column.member().equals(member)))
                .forEach(member -> faults.add(new Fault("body", "has a member that is not known")));
        return new RecordIntake(new CovidLine(1, texts), List.copyOf(faults));
    }

    @Override
    public String toString() {
        return "RecordIntake[…]";
    }
}
