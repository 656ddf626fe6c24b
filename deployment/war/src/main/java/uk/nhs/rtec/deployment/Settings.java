package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;
import uk.nhs.rtec.application.check.CheckPolicy;
import uk.nhs.rtec.domain.check.CheckRules;
import uk.nhs.rtec.domain.check.PrescriptionCheckPolicy;
import uk.nhs.rtec.domain.exemption.DisclosurePolicy;
import uk.nhs.rtec.rest.access.TokenSettings;

/** The operator's settings, each read once into the type that the code works with; a wrong one keeps the service from starting. */
@ApplicationScoped
class Settings {

    private final Config config;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance reads nothing.
    protected Settings() {
        this(null);
    }

    @Inject
    Settings(Config config) {
        this.config = config;
    }

    CheckPolicy checkPolicy() {
        return new CheckPolicy(
                config.getValue("rtec.check.deadline", Duration.class),
                new CheckRules(
                        choice("rtec.disclosure", DisclosurePolicy.class),
                        choice("rtec.prescription-check", PrescriptionCheckPolicy.class)));
    }

    TokenSettings tokens() {
        return new TokenSettings(
                config.getValue("rtec.token.jwks-url", URI.class),
                text("rtec.token.issuer"),
                text("rtec.token.audience"));
    }

    /** Whether this server was built with the sandbox beside it. */
    boolean isDemo() {
        return config.getOptionalValue(DemoDefaults.DEMO, Boolean.class).orElse(false);
    }

    private String text(String name) {
        return config.getValue(name, String.class);
    }

    private <E extends Enum<E>> E choice(String name, Class<E> type) {
        String chosen = text(name);
        return Arrays.stream(type.getEnumConstants())
                .filter(choice -> spelling(choice).equals(chosen))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(name + " must be one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(Settings::spelling)
                                .toList()
                        + ", not " + chosen));
    }

    private static String spelling(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
