package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.concurrent.atomic.AtomicLong;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.application.register.ImportSummary;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.rest.register.RegisterFile;

/** What a server that has the sandbox beside it does besides: it takes the certificates of the sandbox's people in, and says where to go. */
@ApplicationScoped
class Demo {

    private static final System.Logger LOG = System.getLogger(Demo.class.getName());

    /** Stands in the history of what no officer has taken in. */
    private static final Officer NOBODY = new Officer(new OdsCode("DEMO"), new SdsUserId("000000000000"));

    private static final int CONNECT_MILLIS = 1_000;
    private static final int READ_MILLIS = 10_000;

    private final ImportCertificates importCertificates;
    private final Settings settings;
    private volatile boolean loaded;

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance loads nothing.
    protected Demo() {
        this(null, null);
    }

    @Inject
    Demo(ImportCertificates importCertificates, Settings settings) {
        this.importCertificates = importCertificates;
        this.settings = settings;
    }

    /** Whether the certificates are in: always on a server that is no demo, and not yet while the sandbox is still starting. */
    boolean isLoaded() {
        if (!loaded) {
            loaded = !settings.isDemo() || load();
        }
        return loaded;
    }

    /** Says where to go, on a demo server only. */
    void greet() {
        if (settings.isDemo()) {
            LOG.log(System.Logger.Level.INFO, DemoGreeting.text());
        }
    }

    private boolean load() {
        try {
            HttpURLConnection sandbox =
                    (HttpURLConnection) settings.demoCertificates().toURL().openConnection();
            sandbox.setConnectTimeout(CONNECT_MILLIS);
            sandbox.setReadTimeout(READ_MILLIS);
            try (InputStream file = sandbox.getInputStream()) {
                AtomicLong refused = new AtomicLong();
                ImportSummary summary = importCertificates.importLines(
                        NOBODY,
                        new RegisterFile(file, sandbox.getContentLengthLong()),
                        refusal -> refused.incrementAndGet());
                LOG.log(
                        System.Logger.Level.INFO,
                        "The demo''s register: {0} lines new, {1} there before, {2} refused",
                        summary.accepted(),
                        summary.unchanged(),
                        refused);
                return true;
            }
        } catch (IOException e) {
            return false;
        }
    }
}
