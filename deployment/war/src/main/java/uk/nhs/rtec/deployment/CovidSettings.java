package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import uk.nhs.rtec.domain.covid.AccessMode;
import uk.nhs.rtec.domain.covid.AppId;
import uk.nhs.rtec.domain.covid.CallingApp;
import uk.nhs.rtec.domain.covid.ProofingLevel;
import uk.nhs.rtec.rest.access.IdTokenSettings;

/**
 * The operator's settings of the COVID-19 medical exemption API. Apps are enrolled here and in no table: there are few, each after an
 * onboarding that ends with the operator, and who was enrolled when is then known from where the settings are kept.
 */
@ApplicationScoped
class CovidSettings {

    private final Config config;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance reads nothing.
    protected CovidSettings() {
        this(null);
    }

    @Inject
    CovidSettings(Config config) {
        this.config = config;
    }

    /** The apps that are enrolled; by default none, and then nobody may call. */
    List<CallingApp> apps() {
        return config.getOptionalValues("rtec.covid.apps", String.class).orElse(List.of()).stream()
                .map(this::app)
                .toList();
    }

    /** Whose ID tokens say who is signed in; needed once an app is enrolled that patients sign in to. */
    Optional<IdTokenSettings> idTokens() {
        List<AppId> signedInTo = apps().stream()
                .filter(app -> app.accessModes().contains(AccessMode.USER_RESTRICTED))
                .map(CallingApp::id)
                .toList();
        return signedInTo.isEmpty()
                ? Optional.empty()
                : Optional.of(new IdTokenSettings(
                        config.getValue("rtec.covid.id-token.jwks-url", URI.class),
                        config.getValue("rtec.covid.id-token.issuer", String.class),
                        signedInTo.stream()
                                .collect(Collectors.toUnmodifiableMap(Function.identity(), this::audience))));
    }

    /** NHS login issues ID tokens to each of its clients: an app that is one by itself has an audience of its own. */
    private String audience(AppId app) {
        return config.getOptionalValue("rtec.covid.app." + app.value() + ".id-token-audience", String.class)
                .orElseGet(() -> config.getValue("rtec.covid.id-token.audience", String.class));
    }

    /** Where the exemptions are known that apps are told of. */
    Source source() {
        String chosen = config.getValue("rtec.covid.source", String.class);
        return Arrays.stream(Source.values())
                .filter(source -> spelling(source).equals(chosen))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("rtec.covid.source must be one of "
                        + Arrays.stream(Source.values())
                                .map(CovidSettings::spelling)
                                .toList()
                        + ", not " + chosen));
    }

    /** One of the places where exemptions are known. */
    enum Source {
        /** The service's own register. */
        REGISTER,
        /** A national service, asked over its API. */
        UPSTREAM
    }

    /** Between two looks at what is pending. */
    Duration verificationInterval() {
        Duration interval = config.getValue("rtec.covid.verification-interval", Duration.class);
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("rtec.covid.verification-interval must be longer than nothing");
        }
        return interval;
    }

    /** Reads every setting, so that a wrong one shows at once. */
    void readAll() {
        apps();
        idTokens();
        verificationInterval();
        if (source() == Source.UPSTREAM) {
            UpstreamUrl.demand(config, "rtec.covid.url", "rtec.covid.source=upstream");
        }
    }

    private CallingApp app(String id) {
        String prefix = "rtec.covid.app." + id + ".";
        return new CallingApp(
                new AppId(id),
                config.getValue(prefix + "use-case", String.class),
                config.getValue(prefix + "legal-basis", String.class),
                accessModes(prefix + "access-modes"),
                level(prefix + "minimum-proofing-level"));
    }

    private Set<AccessMode> accessModes(String name) {
        return config.getValues(name, String.class).stream()
                .map(word -> Arrays.stream(AccessMode.values())
                        .filter(mode -> spelling(mode).equals(word))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(name + " must be some of "
                                + Arrays.stream(AccessMode.values())
                                        .map(CovidSettings::spelling)
                                        .toList()
                                + ", not " + word)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private ProofingLevel level(String name) {
        return config.getOptionalValue(name, String.class)
                .map(word -> ProofingLevel.named(word)
                        .orElseThrow(() -> new IllegalArgumentException(
                                name + " must be one of " + Arrays.toString(ProofingLevel.values()) + ", not " + word)))
                .orElse(ProofingLevel.P9);
    }

    private static String spelling(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
