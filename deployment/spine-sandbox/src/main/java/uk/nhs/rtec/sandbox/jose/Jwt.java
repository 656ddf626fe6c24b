package uk.nhs.rtec.sandbox.jose;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Optional;
import uk.nhs.rtec.sandbox.http.JsonText;

/**
 * A token in compact form, taken apart but not yet believed.
 *
 * @param signed the part the signature covers
 */
public record Jwt(JsonObject header, JsonObject claims, String signed, String signature) {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    /** The token, when it has three parts of which the first two hold a JSON object each. */
    public static Optional<Jwt> decode(String compact) {
        String[] parts = compact.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        return part(parts[0]).flatMap(header -> part(parts[1])
                .map(claims -> new Jwt(header, claims, parts[0] + "." + parts[1], parts[2])));
    }

    private static Optional<JsonObject> part(String encoded) {
        try {
            return JsonText.readObject(new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** The compact form of a token, signed with the key, or with an empty signature when the algorithm is none. */
    public static String sign(JsonObject header, JsonObject claims, SigningAlgorithm algorithm, PrivateKey key) {
        String signed =
                ENCODER.encodeToString(JsonText.bytes(header)) + "." + ENCODER.encodeToString(JsonText.bytes(claims));
        if (algorithm == SigningAlgorithm.NONE) {
            return signed + ".";
        }
        try {
            Signature signature = Signature.getInstance(algorithm.jdkName());
            signature.initSign(key);
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + ENCODER.encodeToString(signature.sign());
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("This JDK cannot sign with " + algorithm, missing);
        }
    }

    public boolean isSignedBy(PublicKey key, SigningAlgorithm algorithm) {
        try {
            Signature check = Signature.getInstance(algorithm.jdkName());
            check.initVerify(key);
            check.update(signed.getBytes(StandardCharsets.US_ASCII));
            return check.verify(Base64.getUrlDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException unfit) {
            // A key of another kind, a signature of another length or no base64url: not signed by this key.
            return false;
        }
    }
}
