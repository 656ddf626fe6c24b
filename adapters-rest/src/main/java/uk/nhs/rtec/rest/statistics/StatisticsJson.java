package uk.nhs.rtec.rest.statistics;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.OptionalLong;
import uk.nhs.rtec.application.statistics.Statistics;
import uk.nhs.rtec.application.statistics.StatisticsQuery;
import uk.nhs.rtec.application.statistics.Tally;

/** Statistics as auditors read them. */
final class StatisticsJson {

    private StatisticsJson() {}

    static JsonObject of(StatisticsQuery query, Statistics read) {
        JsonArrayBuilder notCounted = Json.createArrayBuilder();
        read.notCounted().forEach(month -> notCounted.add(month.toString()));
        JsonArrayBuilder rows = Json.createArrayBuilder();
        read.rows().forEach(row -> rows.add(row(row)));
        JsonArrayBuilder silences = Json.createArrayBuilder();
        read.silences()
                .forEach(silence -> silences.add(Json.createObjectBuilder()
                        .add("source", silence.source().name())
                        .add("silence", silence.silence().name())
                        .add("checks", silence.checks())));
        return Json.createObjectBuilder()
                .add("from", read.from().toString())
                .add("to", read.to().toString())
                .add("by", StatisticsIntake.Reading.word(query.by()))
                .add(
                        "upTo",
                        read.upTo()
                                .<JsonValue>map(moment -> Json.createValue(moment.toString()))
                                .orElse(JsonValue.NULL))
                .add("notCounted", notCounted)
                .add("rows", rows)
                .add("silences", silences)
                .build();
    }

    private static JsonObjectBuilder row(Statistics.Row row) {
        return row instanceof Statistics.Counted counted
                ? counted(counted.key(), counted.tally())
                : ofCategory((Statistics.OfCategory) row);
    }

    private static JsonObjectBuilder counted(String key, Tally tally) {
        return Json.createObjectBuilder()
                .add("key", key)
                .add("checks", tally.checks())
                .add("confirmations", tally.confirmations())
                .add("notFound", tally.notFound())
                .add("notChecked", tally.notChecked())
                .add("undetermined", tally.undetermined())
                .add(
                        "hitRate",
                        tally.hitRate().<JsonValue>map(Json::createValue).orElse(JsonValue.NULL));
    }

    /** Whoever was not found exempt is so in no category, and there is no rate of those who were. */
    private static JsonObjectBuilder ofCategory(Statistics.OfCategory row) {
        OptionalLong confirmations = row.confirmations();
        JsonValue told = confirmations.isPresent() ? Json.createValue(confirmations.getAsLong()) : JsonValue.NULL;
        return Json.createObjectBuilder()
                .add("key", row.category().code())
                .add("category", row.category().display())
                .add("checks", told)
                .add("confirmations", told)
                .add("notFound", JsonValue.NULL)
                .add("notChecked", JsonValue.NULL)
                .add("undetermined", JsonValue.NULL)
                .add("hitRate", JsonValue.NULL)
                .add("suppressed", confirmations.isEmpty());
    }
}
