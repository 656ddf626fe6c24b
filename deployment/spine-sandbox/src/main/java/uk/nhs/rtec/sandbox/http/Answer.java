package uk.nhs.rtec.sandbox.http;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One HTTP answer, whole. */
public final class Answer {
    public static final String JSON = "application/json";

    private static final byte[] NOTHING = {};

    private final int status;
    private final Optional<String> contentType;
    private final byte[] body;
    private final Map<String, String> headers;

    private Answer(int status, Optional<String> contentType, byte[] body, Map<String, String> headers) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        this.headers = headers;
    }

    public static Answer empty(int status) {
        return new Answer(status, Optional.empty(), NOTHING, Map.of());
    }

    /** The bytes are shared, not copied: who hands them over no longer changes them. */
    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Optional.of(contentType), body, Map.of());
    }

    public static Answer json(int status, JsonObject body) {
        return of(status, JSON, JsonText.bytes(body));
    }

    public static Answer text(int status, String text) {
        return of(status, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    public Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, contentType, body, more);
    }

    public int status() {
        return status;
    }

    public Optional<String> contentType() {
        return contentType;
    }

    public Map<String, String> headers() {
        return headers;
    }

    public byte[] body() {
        return body;
    }

    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
