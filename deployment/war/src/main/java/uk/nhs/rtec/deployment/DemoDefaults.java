package uk.nhs.rtec.deployment;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a server that has the sandbox beside it: every upstream is the sandbox, on the port to which this server's offset moves
 * it. A production server has none of these: what it needs must be set, or it does not start.
 */
public final class DemoDefaults implements ConfigSource {

    /** The system property that the provisioned demo server sets. */
    static final String DEMO = "rtec.demo";

    /** Where the sandbox has the certificates of its people. */
    static final String CERTIFICATES = "rtec.demo.certificates-url";

    private static final int SANDBOX_PORT = 8090;

    /** Below the application's own defaults (100), so that whatever anybody sets anywhere wins. */
    private static final int ORDINAL = 50;

    private final Map<String, String> settings;

    /** Made by the configuration itself. */
    public DemoDefaults() {
        this(Boolean.getBoolean(DEMO), Integer.getInteger("jboss.socket.binding.port-offset", 0), dataFolder());
    }

    DemoDefaults(boolean demo, int portOffset, String dataFolder) {
        settings = demo ? sandbox(portOffset, dataFolder) : Map.of();
    }

    private static Map<String, String> sandbox(int portOffset, String dataFolder) {
        String sandbox = "http://127.0.0.1:" + (SANDBOX_PORT + portOffset) + "/spine-sandbox";
        Map<String, String> settings = new TreeMap<>();
        settings.put(CERTIFICATES, sandbox + "/certificates.csv");
        settings.put("rtec.token.jwks-url", sandbox + "/jwks.json");
        settings.put("rtec.token.issuer", sandbox);
        settings.put("rtec.token.audience", "urn:nhs:rtec");
        // The sandbox takes whatever comes.
        settings.put("rtec.pds.rate", "0");
        settings.put("rtec.pds.url", sandbox + "/personal-demographics/FHIR/R4");
        settings.put("rtec.eps.url", sandbox);
        settings.put("rtec.eps.asid", "200000002001");
        settings.put("rtec.eps.role-profile", "200000002002");
        settings.put("rtec.oauth.url", sandbox + "/oauth2/token");
        settings.put("rtec.oauth.api-key", "rtec-demo");
        settings.put("rtec.oauth.key-id", "rtec-demo-1");
        settings.put("rtec.oauth.key-store", dataFolder + "/demo/spine-client.p12");
        settings.put("rtec.oauth.key-store-password", "rtec-demo");
        settings.put("rtec.covid.url", sandbox + "/covid-medical-exemptions/FHIR/R4");
        settings.put("rtec.events.legal-basis", "None is needed: nobody in the sandbox is real");
        settings.put("rtec.events.interval", "PT1S");
        settings.put("rtec.events.rate", "50");
        // The sandbox forgets what it was told when it ends.
        settings.put("rtec.events.look-again", "PT30S");
        settings.put("rtec.nems.url", sandbox);
        settings.put("rtec.nems.asid", "200000002001");
        settings.put("rtec.nems.organisation", "T1450");
        settings.put("rtec.nems.issuer", "https://rtec-demo.example.nhs.uk");
        settings.put("rtec.mesh.url", sandbox);
        settings.put("rtec.mesh.mailbox", "T1450OT001");
        settings.put("rtec.mesh.password", "mailbox-demo");
        settings.put("rtec.mesh.shared-key", "mesh-demo-key");
        settings.put("rtec.node", "rtec1");
        settings.put("rtec.ledger.origin", "rtec-demo");
        settings.put("rtec.ledger.key-store", dataFolder + "/demo/ledger.p12");
        settings.put("rtec.ledger.key-store-password", "rtec-demo");
        settings.put("rtec.covid.apps", "covid-demo-app");
        settings.put("rtec.covid.app.covid-demo-app.use-case", "Shows people of the sandbox their own status");
        settings.put("rtec.covid.app.covid-demo-app.legal-basis", "None is needed: nobody in the sandbox is real");
        settings.put("rtec.covid.app.covid-demo-app.access-modes", "application-restricted,user-restricted");
        settings.put("rtec.covid.id-token.jwks-url", sandbox + "/jwks.json");
        settings.put("rtec.covid.id-token.issuer", sandbox);
        settings.put("rtec.covid.id-token.audience", "covid-demo-app");
        return Map.copyOf(settings);
    }

    private static String dataFolder() {
        return System.getProperty("jboss.server.data.dir", ".");
    }

    @Override
    public int getOrdinal() {
        return ORDINAL;
    }

    @Override
    public Set<String> getPropertyNames() {
        return settings.keySet();
    }

    @Override
    public @Nullable String getValue(String name) {
        return settings.get(name);
    }

    @Override
    public String getName() {
        return "the demo's own settings";
    }
}
