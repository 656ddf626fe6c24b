package uk.nhs.rtec.spine.nems;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;
import uk.nhs.rtec.spine.wire.UpstreamStub.Received;

/** A stand-in for NEMS that keeps subscriptions as the guide has it, in one process and in XML. */
final class NemsStub implements AutoCloseable {

    static final String XML = "application/xml+fhir;charset=utf-8";

    private static final Pattern CRITERIA = Pattern.compile("<criteria value=\"([^\"]*)\"");

    private final UpstreamStub http = new UpstreamStub();
    private final Map<String, String> criteria = new LinkedHashMap<>();
    private final Set<String> off = new HashSet<>();
    private Optional<String> refusal = Optional.empty();
    private boolean namesThem = true;
    private int given;

    NemsStub() {
        http.always((exchange, closing) -> serve(exchange));
    }

    URI url() {
        return http.url("/spine-sandbox");
    }

    List<Received> received() {
        return http.received();
    }

    Received last() {
        return received().get(received().size() - 1);
    }

    void always(Behaviour behaviour) {
        http.always(behaviour);
    }

    void once(Behaviour behaviour) {
        http.once(behaviour);
    }

    void refuse(String code) {
        refusal = Optional.of(code);
    }

    void keepNames() {
        namesThem = false;
    }

    void end(String id) {
        off.add(id);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String id = path.substring(path.lastIndexOf('/') + 1);
        if (refusal.isPresent()) {
            answer(exchange, 403, outcome("error", refusal.get(), ""));
            return;
        }
        switch (exchange.getRequestMethod()) {
            case "POST" -> create(exchange);
            case "GET" -> {
                if (criteria.containsKey(id)) {
                    answer(exchange, 200, resource(id, off.contains(id) ? "off" : "active"));
                } else {
                    answer(exchange, 404, noRecord(id));
                }
            }
            default -> {
                boolean wasThere = criteria.remove(id) != null;
                answer(exchange, wasThere ? 200 : 404, wasThere ? "" : noRecord(id));
            }
        }
    }

    private void create(HttpExchange exchange) throws IOException {
        Matcher asked = CRITERIA.matcher(last().body());
        if (!asked.find()) {
            answer(exchange, 400, outcome("error", "MESSAGE_NOT_WELL_FORMED", ""));
            return;
        }
        for (Map.Entry<String, String> one : criteria.entrySet()) {
            if (one.getValue().equals(asked.group(1))) {
                answer(
                        exchange,
                        422,
                        outcome(
                                "error",
                                "DUPLICATE_REJECTED",
                                "subscription already exists" + (namesThem ? " : " + one.getKey() : "")));
                return;
            }
        }
        given++;
        String id = "%032x".formatted(0xabc000 + given);
        criteria.put(id, asked.group(1));
        exchange.getResponseHeaders().set("Location", "https://clinicals.spineservices.nhs.uk/STU3/Subscription/" + id);
        answer(exchange, 201, "");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", XML);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    static String resource(String id, String status) {
        return "<Subscription xmlns=\"http://hl7.org/fhir\"><id value=\"" + id + "\"/><status value=\"" + status
                + "\"/></Subscription>";
    }

    static String noRecord(String id) {
        return outcome(
                "error", "NO_RECORD_FOUND", "No record found for supplied Subscription identifier - [" + id + "]");
    }

    static String outcome(String severity, String code, String diagnostics) {
        return outcome("https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1", severity, code, diagnostics);
    }

    static String outcome(String system, String severity, String code, String diagnostics) {
        return """
                <OperationOutcome xmlns="http://hl7.org/fhir"><id value="6d0f3c1e-2a55-4a44-8d5b-0f8a3a1b7c21"/>\
                <issue><severity value="%s"/><code value="processing"/><details><coding><system value="%s"/>\
                <code value="%s"/><display value="As it is displayed"/></coding></details>\
                <diagnostics value="%s"/></issue></OperationOutcome>""".formatted(severity, system, code, diagnostics);
    }

    static String jsonOutcome(String severity, String code, String diagnostics) {
        return """
                {"resourceType":"OperationOutcome","id":"0b8f9f0e","issue":[{"severity":"%s","code":"processing",\
                "details":{"coding":[{"system":"https://fhir.nhs.uk/STU3/CodeSystem/Spine-ErrorOrWarningCode-1",\
                "code":"%s","display":"As it is displayed"}]},"diagnostics":"%s"}]}""".formatted(severity, code, diagnostics);
    }

    @Override
    public void close() {
        http.close();
    }
}
