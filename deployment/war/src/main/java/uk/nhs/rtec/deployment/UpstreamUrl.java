package uk.nhs.rtec.deployment;

import java.net.URI;
import org.eclipse.microprofile.config.Config;

/** The address of an upstream as a setting: its client reads it when it is first used, and only then a wrong one would show. */
final class UpstreamUrl {

    private UpstreamUrl() {}

    /**
     * Has the setting be there and be an address.
     *
     * @param by the setting that needs it
     * @throws IllegalArgumentException when it is not
     */
    static void demand(Config config, String name, String by) {
        boolean isUsable = config.getOptionalValue(name, URI.class)
                .filter(url ->
                        ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null)
                .isPresent();
        if (!isUsable) {
            throw new IllegalArgumentException(by + " needs " + name + ", an absolute http or https URL");
        }
    }
}
