package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import uk.nhs.rtec.spine.mesh.MeshSettings;
import uk.nhs.rtec.spine.nems.NemsSettings;

/**
 * The operator's settings of national events. They are off until the operator states by what right holders of certificates are followed, since
 * demographics are for direct care.
 */
@ApplicationScoped
class EventSettings {

    private final Config config;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance reads nothing.
    protected EventSettings() {
        this(null);
    }

    @Inject
    EventSettings(Config config) {
        this.config = config;
    }

    /** By what right holders are followed; empty, and then nobody is, until the operator says so. */
    Optional<String> legalBasis() {
        return config.getOptionalValue("rtec.events.legal-basis", String.class).filter(text -> !text.isBlank());
    }

    boolean areOn() {
        return legalBasis().isPresent();
    }

    /** Between two rounds of following, subscribing, receiving and applying. */
    Duration interval() {
        Duration interval = config.getValue("rtec.events.interval", Duration.class);
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("rtec.events.interval must be a millisecond or longer");
        }
        return interval;
    }

    /** How many holders are seen to, and how many events applied, in one round. */
    int inARound() {
        int perSecond = config.getValue("rtec.events.rate", Integer.class);
        if (perSecond < 1) {
            throw new IllegalArgumentException("rtec.events.rate must be 1 a second or more");
        }
        return (int) Math.max(1, perSecond * interval().toMillis() / 1_000);
    }

    NemsSettings nems() {
        return NemsSettings.read(name -> config.getOptionalValue(name, String.class));
    }

    MeshSettings mesh() {
        return MeshSettings.read(name -> config.getOptionalValue(name, String.class));
    }

    /** Reads every setting that is needed, so that a wrong one shows at once. */
    void readAll() {
        interval();
        inARound();
        if (areOn()) {
            nems();
            mesh();
            demandUrl("rtec.nems.url");
            demandUrl("rtec.mesh.url");
        }
    }

    /** The client reads its URL when it is first used, and only then it would show. */
    private void demandUrl(String name) {
        config.getOptionalValue(name, URI.class)
                .filter(url ->
                        ("http".equals(url.getScheme()) || "https".equals(url.getScheme())) && url.getHost() != null)
                .orElseThrow(() -> new IllegalArgumentException(
                        "rtec.events.legal-basis needs " + name + ", an absolute http or https URL"));
    }
}
