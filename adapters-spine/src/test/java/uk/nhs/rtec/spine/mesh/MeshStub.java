package uk.nhs.rtec.spine.mesh;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import uk.nhs.rtec.spine.wire.UpstreamStub;
import uk.nhs.rtec.spine.wire.UpstreamStub.Behaviour;
import uk.nhs.rtec.spine.wire.UpstreamStub.Received;

/** A stand-in for MESH that keeps one mailbox as the API's specification has it, in one process. */
final class MeshStub implements AutoCloseable {

    private record Message(Map<String, String> headers, List<byte[]> chunks) {}

    private final UpstreamStub http = new UpstreamStub();
    private final Map<String, Message> waiting = new LinkedHashMap<>();
    private final Map<String, Message> acknowledged = new LinkedHashMap<>();

    MeshStub() {
        http.always((exchange, closing) -> serve(exchange));
    }

    URI url() {
        return http.url("/spine-sandbox");
    }

    List<Received> received() {
        return http.received();
    }

    void always(Behaviour behaviour) {
        http.always(behaviour);
    }

    void once(Behaviour behaviour) {
        http.once(behaviour);
    }

    void deliver(String id, String workflow, String body) {
        deliver(id, headers(workflow), List.of(body.getBytes(StandardCharsets.UTF_8)));
    }

    void deliver(String id, Map<String, String> headers, List<byte[]> chunks) {
        waiting.put(id, new Message(headers, chunks));
    }

    /** Those of a message that was transferred well. */
    static Map<String, String> headers(String workflow) {
        Map<String, String> headers = new TreeMap<>();
        headers.put("Mex-WorkflowID", workflow);
        headers.put("Mex-MessageType", "DATA");
        headers.put("Mex-StatusEvent", "TRANSFER");
        headers.put("Mex-StatusSuccess", "SUCCESS");
        headers.put("Mex-StatusCode", "00");
        return headers;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().replaceFirst(".*/inbox", "").split("/", -1);
        if (path.length == 1) {
            answer(
                    exchange,
                    200,
                    "application/json",
                    waiting.keySet().stream()
                            .map(id -> "\"" + id + "\"")
                            .collect(Collectors.joining(",", "{\"messages\":[", "]}"))
                            .getBytes(StandardCharsets.UTF_8));
            return;
        }
        String id = path[1];
        if (exchange.getRequestMethod().equals("PUT")) {
            Message message = waiting.remove(id);
            if (message != null) {
                acknowledged.put(id, message);
            }
            answer(exchange, acknowledged.containsKey(id) ? 200 : 404, "application/json", new byte[0]);
        } else if (waiting.containsKey(id)) {
            chunk(exchange, id, waiting.get(id), path.length == 2 ? 1 : Integer.parseInt(path[2]));
        } else {
            answer(exchange, acknowledged.containsKey(id) ? 410 : 404, "application/json", new byte[0]);
        }
    }

    private static void chunk(HttpExchange exchange, String id, Message message, int number) throws IOException {
        int total = message.chunks().size();
        exchange.getResponseHeaders().set("Mex-MessageID", id);
        if (number == 1) {
            message.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        }
        exchange.getResponseHeaders().set("Mex-Chunk-Range", number + ":" + total);
        answer(
                exchange,
                number == total ? 200 : 206,
                "application/octet-stream",
                message.chunks().get(number - 1));
    }

    private static void answer(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        http.close();
    }
}
