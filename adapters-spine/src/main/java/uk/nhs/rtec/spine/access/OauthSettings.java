package uk.nhs.rtec.spine.access;

import java.net.URI;
import java.security.PrivateKey;

/**
 * How we are known to the gateway.
 *
 * @param tokenUrl the exact URL of the token service, which is also the audience of what we sign
 * @param apiKey the key of our application
 * @param keyId names the signing key in the key set that we publish
 * @param signingKey an RSA key of 2048 bits or more
 */
public record OauthSettings(URI tokenUrl, String apiKey, String keyId, PrivateKey signingKey) {

    public OauthSettings {
        if (!tokenUrl.isAbsolute()) {
            throw new IllegalArgumentException("the URL of the token service must be absolute");
        }
        if (apiKey.isBlank() || keyId.isBlank()) {
            throw new IllegalArgumentException("the API key and the key id must not be blank");
        }
        if (!signingKey.getAlgorithm().equals("RSA")) {
            throw new IllegalArgumentException("RS512 needs an RSA key, not " + signingKey.getAlgorithm());
        }
    }

    @Override
    public String toString() {
        return "OauthSettings[" + tokenUrl + ", …]";
    }
}
