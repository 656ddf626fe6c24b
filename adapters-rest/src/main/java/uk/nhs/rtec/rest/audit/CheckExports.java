package uk.nhs.rtec.rest.audit;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;
import uk.nhs.rtec.application.audit.AskedConditions;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.ExportForm;
import uk.nhs.rtec.application.audit.ExportKind;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems.Fault;

/** Exports of checks, in the words of the search for them. */
public final class CheckExports {

    /** What the search answers of a check, and {@code ERASED} of one whose patient was erased. */
    private static final List<String> COLUMNS = List.of(
            "id",
            "askedAt",
            "answeredAt",
            "outcome",
            "reason",
            "category",
            "type",
            "certificates",
            "prescriptionId",
            "odsCode",
            "asid",
            "userId",
            "patient");

    private CheckExports() {}

    /** How they are asked for and written. */
    public static ExportForm<CheckQuery, KeptCheck> form(Cursors cursors) {
        return new ExportForm<>(
                ExportKind.CHECKS, conditions -> query(conditions, cursors), COLUMNS, CheckExports::row);
    }

    static List<Fault> faults(JsonObject search, Cursors cursors) {
        return SearchIntake.of(search, cursors) instanceof SearchIntake.Refused refused ? refused.faults() : List.of();
    }

    private static CheckQuery query(AskedConditions conditions, Cursors cursors) {
        if (SearchIntake.of(ExportIntake.search(conditions), cursors) instanceof SearchIntake.Accepted search) {
            return search.query();
        }
        throw new IllegalStateException("what was accepted as a search is none any more");
    }

    private static List<String> row(KeptCheck check) {
        JsonObject members = CheckJson.inPage(check).build();
        return COLUMNS.stream()
                .map(column -> text(members.getOrDefault(column, JsonValue.NULL)))
                .toList();
    }

    /** Certificates lie in one column; none of their numbers has a space. */
    private static String text(JsonValue value) {
        if (value instanceof JsonArray several) {
            return several.stream().map(CheckExports::text).collect(Collectors.joining(" "));
        }
        return value instanceof JsonString text ? text.getString() : "";
    }
}
