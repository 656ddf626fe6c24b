package uk.nhs.rtec.sandbox.oauth;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import uk.nhs.rtec.sandbox.http.JsonText;

/** An application registered with the API platform. */
record Application(
        String apiKey, String name, String keyId, KeySource key, Set<String> scopes, SpineAccess spineAccess) {

    /** The demo's own application: everything the exemption service needs, and what shows the other access modes. */
    static Application demo(Path certificate) {
        return new Application(
                "rtec-demo",
                "Real Time Exemption Checking (demo)",
                "rtec-demo-1",
                KeySource.file(certificate),
                Set.of(
                        "urn:nhsd:apim:app:level3:personal-demographics-service",
                        "urn:nhsd:apim:app:level3:covid-medical-exemptions",
                        "urn:nhsd:apim:user-nhs-cis2:aal3:personal-demographics-service",
                        "urn:nhsd:apim:user-nhs-login:P9:personal-demographics-service",
                        "urn:nhsd:apim:user-nhs-login:P9:covid-medical-exemptions",
                        "urn:nhsd:apim:user-nhs-login:P5:covid-medical-exemptions"),
                SpineAccess.GRANTED);
    }

    /**
     * Reads {@code {"name":"…","keyId":"…","publicKey":"PEM","scopes":["…"],"spineAccess":"granted"}}; throws
     * IllegalArgumentException saying what is wrong.
     */
    static Application read(String apiKey, JsonObject json) {
        String keyId = JsonText.string(json, "keyId").orElse("");
        if (keyId.isEmpty()) {
            throw new IllegalArgumentException("keyId must be a string");
        }
        RegisteredKey key =
                JsonText.string(json, "publicKey").map(KeySource::parse).orElseGet(RegisteredKey.Absent::new);
        if (key instanceof RegisteredKey.Unreachable) {
            throw new IllegalArgumentException("publicKey must be an RSA public key or a certificate in PEM");
        }
        if (!(json.get("scopes") instanceof JsonArray scopes)
                || !scopes.stream().allMatch(JsonString.class::isInstance)) {
            throw new IllegalArgumentException("scopes must be an array of strings");
        }
        return new Application(
                apiKey,
                JsonText.string(json, "name").orElse(apiKey),
                keyId,
                () -> key,
                scopes.getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .collect(Collectors.toUnmodifiableSet()),
                SpineAccess.named(JsonText.string(json, "spineAccess").orElse(SpineAccess.GRANTED.label()))
                        .orElseThrow(() -> new IllegalArgumentException(
                                "spineAccess must be granted, no-asid or no-interaction")));
    }
}
