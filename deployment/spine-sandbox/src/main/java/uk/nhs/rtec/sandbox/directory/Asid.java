package uk.nhs.rtec.sandbox.directory;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.security.auth.x500.X500Principal;
import uk.nhs.rtec.sandbox.http.JsonText;
import uk.nhs.rtec.sandbox.http.Request;

/**
 * An accredited system, as the Spine Directory Service knows it.
 *
 * @param interactions what it may call
 * @param categoryBags what it may subscribe to
 * @param certificate whose certificate it shows over mutual TLS
 */
public record Asid(
        String asid,
        String odsCode,
        Set<String> interactions,
        Set<String> categoryBags,
        Optional<X500Principal> certificate) {

    /** Whether it may call what has this interaction ID; one may be granted by the ID's last part alone. */
    public boolean holds(String interactionId) {
        return interactions.contains(interactionId)
                || interactions.contains(interactionId.substring(interactionId.lastIndexOf(':') + 1));
    }

    /** Whether this system is the one behind the connection: over mutual TLS only its own certificate says so. */
    public boolean isBehind(Request request) {
        return request.certificate().isEmpty() || request.certificate().equals(certificate);
    }

    /**
     * Reads {@code {"odsCode":"…","interactions":["…"],"categoryBags":["…"],"certificate":"CN=…"}}; throws
     * IllegalArgumentException saying what is wrong.
     */
    public static Asid read(String asid, JsonObject json) {
        if (!asid.matches("[0-9]{12}")) {
            throw new IllegalArgumentException("an ASID has 12 digits");
        }
        return new Asid(
                asid, odsCode(json), texts(json, "interactions"), texts(json, "categoryBags"), certificate(json));
    }

    /** Whose it is; throws IllegalArgumentException when that is not said as an organisation's code. */
    public static String odsCode(JsonObject json) {
        String odsCode = JsonText.string(json, "odsCode").orElse("");
        if (!odsCode.matches("[A-Z0-9]{3,10}")) {
            throw new IllegalArgumentException("odsCode must be 3 to 10 capitals or digits");
        }
        return odsCode;
    }

    private static Optional<X500Principal> certificate(JsonObject json) {
        if (!json.containsKey("certificate")) {
            return Optional.empty();
        }
        try {
            // What is no text, and a text without anything in it, are refused as a text that is no name.
            return Optional.of(new X500Principal(JsonText.string(json, "certificate")
                    .filter(name -> !name.isBlank())
                    .orElse("?")));
        } catch (IllegalArgumentException noName) {
            throw new IllegalArgumentException("certificate must be a distinguished name, such as CN=a.nhs.uk", noName);
        }
    }

    private static Set<String> texts(JsonObject json, String member) {
        if (!json.containsKey(member)) {
            return Set.of();
        }
        if (!(json.get(member) instanceof JsonArray array) || !array.stream().allMatch(JsonString.class::isInstance)) {
            throw new IllegalArgumentException(member + " must be an array of strings");
        }
        List<JsonString> texts = array.getValuesAs(JsonString.class);
        return texts.stream().map(JsonString::getString).collect(Collectors.toUnmodifiableSet());
    }
}
