package uk.nhs.rtec.sandbox.eps;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** The four parts every answer of the tracker has: reason, version, statusCode and one payload, whose name differs. */
final class Envelope {
    static final String RETRIEVED = "prescription";
    static final String SEARCHED = "prescriptions";

    private Envelope() {}

    static Answer success(String payloadName, JsonObject payload) {
        return of(TrackerStatus.SUCCESS, payloadName, payload);
    }

    static Answer of(TrackerStatus status, String payloadName, JsonObject payload) {
        return of(status.reason(), status.code(), "1", payloadName, payload);
    }

    /** The payload is empty, and in a retrieve the version is written differently. */
    static Answer failed(TrackerStatus status, String payloadName) {
        String version = payloadName.equals(RETRIEVED) ? "1.0" : "1";
        return of(status.reason(), status.code(), version, payloadName, JsonValue.EMPTY_JSON_OBJECT);
    }

    static Answer of(String reason, String statusCode, String version, String payloadName, JsonObject payload) {
        byte[] body = JsonText.bytes(JsonText.object()
                .add("reason", reason)
                .add("version", version)
                .add("statusCode", statusCode)
                .add(payloadName, payload)
                .build());
        return Answer.of(200, Answer.JSON, body)
                .with("Etag", "\"" + HexFormat.of().formatHex(sha1(body)) + "\"")
                .with("Pragma", "no-cache")
                .with("Cache-Control", "no-store")
                .with("Strict-Transport-Security", "max-age=15724800; includeSubDomains");
    }

    private static byte[] sha1(byte[] body) {
        try {
            // An entity tag of forty hexadecimal digits is what the tracker sends; nothing is protected by it.
            return MessageDigest.getInstance("SHA-1").digest(body);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("This JDK has no SHA-1", missing);
        }
    }
}
