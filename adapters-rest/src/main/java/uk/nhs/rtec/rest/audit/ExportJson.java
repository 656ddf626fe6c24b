package uk.nhs.rtec.rest.audit;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.application.audit.Export;
import uk.nhs.rtec.application.audit.ExportDecision;
import uk.nhs.rtec.application.audit.ExportDownload;
import uk.nhs.rtec.application.audit.ExportRequest;

/** Exports as those see them who request them and decide on them: of a condition never more than its name. */
final class ExportJson {

    private ExportJson() {}

    static JsonObjectBuilder of(Export export, Instant now) {
        ExportRequest request = export.request();
        return Json.createObjectBuilder()
                .add("id", request.id().toString())
                .add("state", export.state(now).name())
                .add("rows", request.extent().rows())
                .add("more", request.extent().more())
                .add("requestedAt", request.requestedAt().toString())
                .add("requestedBy", request.requester().user().value())
                .add("upTo", request.upTo().toString())
                .add("expiresAt", request.expiresAt().toString())
                .add("odsCode", request.requester().organisation().value())
                .add("reason", request.reason())
                .add("conditions", conditions(request))
                .add(
                        "decision",
                        export.decision()
                                .<JsonValue>map(decision -> of(decision).build())
                                .orElse(JsonValue.NULL));
    }

    static JsonObject of(List<Export> exports, Instant now) {
        JsonArrayBuilder each = Json.createArrayBuilder();
        exports.forEach(export -> each.add(of(export, now)));
        return Json.createObjectBuilder().add("exports", each).build();
    }

    static JsonObject manifest(Export export, ExportDownload download) {
        ExportRequest request = export.request();
        return Json.createObjectBuilder()
                .add("id", request.id().toString())
                .add("reason", request.reason())
                .add("conditions", conditions(request))
                .add("rows", download.rows())
                .add("sha256", download.sha256().hex())
                .add("upTo", request.upTo().toString())
                .add("checkpoint", text(download.checkpoint()))
                .add("file", ExportFile.name(export))
                .add("producedAt", download.producedAt().toString())
                .build();
    }

    private static JsonObjectBuilder of(ExportDecision decision) {
        return Json.createObjectBuilder()
                .add("decision", decision.ruling().name())
                .add("decidedAt", decision.at().toString())
                .add("decidedBy", decision.approver().user().value())
                .add("note", text(decision.note()));
    }

    private static JsonArrayBuilder conditions(ExportRequest request) {
        JsonArrayBuilder conditions = Json.createArrayBuilder();
        request.conditions().stream().sorted().forEach(conditions::add);
        return conditions;
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }
}
