package uk.nhs.rtec.rest.access;

import java.net.URI;
import java.util.Map;
import uk.nhs.rtec.domain.covid.AppId;

/**
 * Whose ID tokens are taken.
 *
 * @param jwksUrl where the issuer publishes its keys
 * @param issuer what {@code iss} must say
 * @param audiences for each app that patients sign in to, what {@code aud} must say, or have among what it says
 */
public record IdTokenSettings(URI jwksUrl, String issuer, Map<AppId, String> audiences) {

    public IdTokenSettings {
        audiences = Map.copyOf(audiences);
    }
}
