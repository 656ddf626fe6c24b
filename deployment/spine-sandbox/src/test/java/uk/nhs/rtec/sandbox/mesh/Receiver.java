package uk.nhs.rtec.sandbox.mesh;

import jakarta.json.JsonString;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/** Somebody who has a mailbox, and makes tokens of their own. */
public record Receiver(String mailbox, String password) {
    /** The demo's own. */
    public static final Receiver DEMO = new Receiver("T1450OT001", "mailbox-demo");

    public static final Receiver OTHER = new Receiver("X26OT001", "mailbox-demo-2");

    private static final String NOW = "202611211015";

    public Asking get(String path) {
        return asking("GET", path);
    }

    public Asking acknowledging(String messageId) {
        return asking("PUT", "/inbox/" + messageId + "/status/acknowledged");
    }

    Asking asking(String method, String path) {
        return Asking.of(method, "/messageexchange/" + mailbox + path)
                .with("Authorization", token(UUID.randomUUID().toString(), NOW, "mesh-demo-key"));
    }

    String token(String nonce, String timestamp, String sharedKey) {
        String hash = hmac(sharedKey, mailbox + ":" + nonce + ":0:" + password + ":" + timestamp);
        return "NHSMESH " + mailbox + ":" + nonce + ":0:" + timestamp + ":" + hash;
    }

    private static String hmac(String key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The ids of what lies in the mailbox. */
    public List<String> inbox(SandboxUnderTest sandbox) {
        return JsonText.readObject(sandbox.ask(get("/inbox")).bodyText())
                .orElseThrow()
                .getJsonArray("messages")
                .getValuesAs(JsonString.class)
                .stream()
                .map(JsonString::getString)
                .toList();
    }

    /** The messages that lie in the mailbox, fetched and left there. */
    public List<Answer> messages(SandboxUnderTest sandbox) {
        return inbox(sandbox).stream()
                .map(id -> sandbox.ask(get("/inbox/" + id)))
                .toList();
    }
}
