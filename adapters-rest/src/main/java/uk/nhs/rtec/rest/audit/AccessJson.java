package uk.nhs.rtec.rest.audit;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.stream.Stream;
import uk.nhs.rtec.application.audit.AccessAlert;
import uk.nhs.rtec.application.audit.AccessCursor;
import uk.nhs.rtec.application.audit.AccessLogState;
import uk.nhs.rtec.application.audit.AccessPage;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.application.audit.AlertClosure;
import uk.nhs.rtec.application.audit.AlertPage;
import uk.nhs.rtec.application.audit.KeptAccess;
import uk.nhs.rtec.rest.api.Cursors;

/** Accesses and alerts as governance reads them. */
final class AccessJson {

    private AccessJson() {}

    static JsonObject page(AccessPage page, Cursors.OfSearch cursors) {
        JsonArrayBuilder accesses = Json.createArrayBuilder();
        page.accesses()
                .forEach(kept -> accesses.add(access(kept)
                        .add("reason", text(kept.access().reason()))
                        .add("conditions", texts(kept.access().conditions().stream()))));
        return page("accesses", accesses, page.next().map(next -> text(next, cursors)), page.total(), page.more());
    }

    /** Without the reason of the access, which may name a patient: who needs it finds it in the access log. */
    static JsonObject page(AlertPage page, Cursors.OfSearch cursors) {
        JsonArrayBuilder alerts = Json.createArrayBuilder();
        page.alerts().forEach(alert -> alerts.add(alert(alert)));
        return page("alerts", alerts, page.next().map(next -> text(next, cursors)), page.total(), page.more());
    }

    static JsonObject state(AccessLogState log) {
        JsonArrayBuilder nodes = Json.createArrayBuilder();
        log.nodes()
                .forEach(node -> nodes.add(Json.createObjectBuilder()
                        .add("node", node.node())
                        .add("accesses", node.accesses())
                        .add("signed", node.signed())
                        .add("signedAt", text(node.signedAt().map(Object::toString)))
                        .add("whole", node.whole())));
        return Json.createObjectBuilder()
                .add("state", word(log))
                .add("nodes", nodes)
                .add("accessesWaiting", log.waiting())
                .build();
    }

    private static String word(AccessLogState log) {
        if (!log.isWhole()) {
            return "CUT_OFF";
        }
        return log.waiting() == 0 ? "SIGNED" : "ACCESSES_WAITING";
    }

    private static JsonObjectBuilder alert(AccessAlert alert) {
        return access(alert.access())
                .add("reasons", texts(alert.reasons().stream().map(Enum::name)))
                .add("state", alert.state().name())
                .add(
                        "closure",
                        alert.closure().<JsonValue>map(AccessJson::closure).orElse(JsonValue.NULL));
    }

    private static JsonObject closure(AlertClosure closure) {
        return Json.createObjectBuilder()
                .add("at", closure.at().toString())
                .add("finding", closure.finding().name())
                .add("note", closure.note())
                .add("odsCode", closure.officer().organisation().value())
                .add("userId", closure.officer().user().value())
                .build();
    }

    private static JsonObjectBuilder access(KeptAccess kept) {
        AccessToHistory access = kept.access();
        return Json.createObjectBuilder()
                .add("id", kept.id().toString())
                .add("at", access.at().toString())
                .add("kind", access.kind().name())
                .add("odsCode", access.auditor().organisation().value())
                .add("userId", access.auditor().user().value())
                .add("checkId", text(access.check().map(Object::toString)))
                .add("exportId", text(access.export().map(Object::toString)))
                .add("alertId", text(access.alert().map(Object::toString)))
                .add("outcome", text(access.outcome().map(Enum::name)));
    }

    private static JsonObject page(
            String name, JsonArrayBuilder members, Optional<String> next, int total, boolean more) {
        return Json.createObjectBuilder()
                .add(name, members)
                .add("next", text(next))
                .add("total", total)
                .add("more", more)
                .build();
    }

    /** By which the next page is asked for. */
    static String text(AccessCursor cursor, Cursors.OfSearch cursors) {
        return cursors.text(new Cursors.Place(cursor.at(), cursor.id().value()));
    }

    private static JsonArrayBuilder texts(Stream<String> texts) {
        JsonArrayBuilder array = Json.createArrayBuilder();
        texts.sorted().forEach(array::add);
        return array;
    }

    private static JsonValue text(Optional<String> text) {
        return text.<JsonValue>map(Json::createValue).orElse(JsonValue.NULL);
    }
}
