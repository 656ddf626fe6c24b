package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;
import uk.nhs.rtec.application.audit.ExportTerms;
import uk.nhs.rtec.application.check.CheckPolicy;
import uk.nhs.rtec.domain.check.CheckRules;
import uk.nhs.rtec.domain.check.PrescriptionCheckPolicy;
import uk.nhs.rtec.domain.exemption.DisclosurePolicy;
import uk.nhs.rtec.domain.requester.Asid;
import uk.nhs.rtec.persistence.ledger.CheckpointKeys;
import uk.nhs.rtec.persistence.ledger.WrappingKeys;
import uk.nhs.rtec.rest.access.TokenSettings;
import uk.nhs.rtec.spine.access.OauthSettings;
import uk.nhs.rtec.spine.access.SigningKeys;
import uk.nhs.rtec.spine.eps.TrackerSettings;
import uk.nhs.rtec.spine.pds.PdsSettings;
import uk.nhs.rtec.spine.pds.TraceMemory;

/** The operator's settings, each read once into the type that the code works with; a wrong one keeps the service from starting. */
@ApplicationScoped
class Settings {

    /** What PDS takes of one application in a second, as published. */
    private static final int PDS_RATE = 5;

    /** The server opens them, and takes one that is not there for an empty one. */
    private static final List<String> KEPT_BY_THE_SERVER = List.of("rtec.eps.key-store", "rtec.eps.trust-store");

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

    OauthSettings oauth() {
        SigningKeys keys = new SigningKeys(Path.of(text("rtec.oauth.key-store")));
        String keyId = text("rtec.oauth.key-id");
        return new OauthSettings(
                config.getValue("rtec.oauth.url", URI.class),
                text("rtec.oauth.api-key"),
                keyId,
                keys.privateKey(keyId, text("rtec.oauth.key-store-password")));
    }

    PdsSettings pds() {
        return new PdsSettings(checkPolicy().forUpstreams());
    }

    /** Calls to PDS in a second; 0 is off. */
    int pdsRate() {
        int perSecond = config.getOptionalValue("rtec.pds.rate", Integer.class).orElse(PDS_RATE);
        if (perSecond < 0) {
            throw new IllegalArgumentException("rtec.pds.rate must be 0, which is off, or more, not " + perSecond);
        }
        return perSecond;
    }

    TraceMemory pdsMemory() {
        return new TraceMemory(config.getValue("rtec.pds.cache", Duration.class));
    }

    TrackerSettings tracker() {
        return new TrackerSettings(new Asid(text("rtec.eps.asid")), text("rtec.eps.role-profile"));
    }

    /** In bytes: the longest file that is taken over as a job. */
    long longestImport() {
        long bytes = config.getValue("rtec.import.max-size", Long.class);
        if (bytes < 1) {
            throw new IllegalArgumentException("rtec.import.max-size must be a number of bytes, 1 or more");
        }
        return bytes;
    }

    /** How much one person may take out alone, how old that must be, and how long an export lives. */
    ExportTerms exports() {
        return new ExportTerms(
                config.getValue("rtec.audit.export-limit", Integer.class),
                config.getValue("rtec.audit.export-settling", Duration.class),
                config.getValue("rtec.audit.export-lifetime", Duration.class));
    }

    WrappingKeys ledgerKeys() {
        return WrappingKeys.load(
                Path.of(text("rtec.ledger.key-store")),
                text("rtec.ledger.key-store-password"),
                text("rtec.ledger.wrapping-key"));
    }

    CheckpointKeys checkpointKeys() {
        return CheckpointKeys.load(
                Path.of(text("rtec.ledger.key-store")),
                text("rtec.ledger.key-store-password"),
                text("rtec.ledger.checkpoint-key"));
    }

    String ledgerOrigin() {
        return text("rtec.ledger.origin");
    }

    Duration sequencingInterval() {
        return config.getValue("rtec.ledger.sequencing-interval", Duration.class);
    }

    String node() {
        return text("rtec.node");
    }

    String databaseUser() {
        return text("db.user");
    }

    String databasePassword() {
        return text("db.password");
    }

    /** Reads every setting, so that a wrong one shows at once. */
    void readAll() {
        checkPolicy();
        tokens();
        oauth();
        pds();
        pdsRate();
        pdsMemory();
        tracker();
        longestImport();
        exports();
        ledgerKeys();
        checkpointKeys();
        ledgerOrigin();
        sequencingInterval();
        node();
        filesOfTheServer();
    }

    /** A file that the operator names must be there. */
    void filesOfTheServer() {
        KEPT_BY_THE_SERVER.forEach(name -> config.getOptionalValue(name, Path.class)
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> {
                    throw new IllegalArgumentException(name + " names a file that cannot be read: " + file);
                }));
    }

    /** Whether this server was built with the sandbox beside it. */
    boolean isDemo() {
        return config.getOptionalValue(DemoDefaults.DEMO, Boolean.class).orElse(false);
    }

    URI demoCertificates() {
        return config.getValue(DemoDefaults.CERTIFICATES, URI.class);
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
