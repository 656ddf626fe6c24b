package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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

    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private static final Duration LOOK_AGAIN = Duration.ofDays(7);

    /** In a second: what PDS takes of one application leaves room for checks. */
    private static final int RATE = 2;

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
        Duration interval =
                config.getOptionalValue("rtec.events.interval", Duration.class).orElse(INTERVAL);
        if (interval.toMillis() < 1) {
            throw new IllegalArgumentException("rtec.events.interval must be a millisecond or longer");
        }
        return interval;
    }

    /** After which a subscription is looked at again, and its patient traced: an events service may lose one, and an event may be missed. */
    Duration lookAgain() {
        Duration again = config.getOptionalValue("rtec.events.look-again", Duration.class)
                .orElse(LOOK_AGAIN);
        if (again.compareTo(interval()) < 0) {
            throw new IllegalArgumentException("rtec.events.look-again must not be shorter than rtec.events.interval");
        }
        return again;
    }

    /** How many holders are seen to, and how many events applied, in one round. */
    int inARound() {
        int perSecond =
                config.getOptionalValue("rtec.events.rate", Integer.class).orElse(RATE);
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
        lookAgain();
        if (areOn()) {
            UpstreamUrl.demand(config, "rtec.nems.url", "rtec.events.legal-basis");
            UpstreamUrl.demand(config, "rtec.mesh.url", "rtec.events.legal-basis");
            nems();
            mesh();
        }
    }
}
