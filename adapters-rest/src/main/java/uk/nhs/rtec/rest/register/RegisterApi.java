package uk.nhs.rtec.rest.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.time.InstantSource;
import java.util.Set;
import uk.nhs.rtec.application.event.SearchEvents;
import uk.nhs.rtec.application.event.SearchSubscriptions;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.application.register.ReadRegister;
import uk.nhs.rtec.application.register.RegisterCertificate;
import uk.nhs.rtec.application.register.RevokeCertificate;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;

/** The register API: its resources, who may call them, and how it words its errors. */
@ApplicationScoped
@ApplicationPath("/register/v1")
public class RegisterApi extends Api {

    private final ImportCertificates importCertificates;
    private final RegisterCertificate registerCertificate;
    private final RevokeCertificate revokeCertificate;
    private final ReadRegister readRegister;
    private final SearchSubscriptions searchSubscriptions;
    private final SearchEvents searchEvents;
    private final Cursors cursors;
    private final InstantSource clock;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    @SuppressWarnings("NullAway") // The proxy's own instance serves no request.
    public RegisterApi() {
        this(null, null, null, null, null, null, null, null);
    }

    @Inject
    public RegisterApi(
            ImportCertificates importCertificates,
            RegisterCertificate registerCertificate,
            RevokeCertificate revokeCertificate,
            ReadRegister readRegister,
            SearchSubscriptions searchSubscriptions,
            SearchEvents searchEvents,
            Cursors cursors,
            InstantSource clock) {
        this.importCertificates = importCertificates;
        this.registerCertificate = registerCertificate;
        this.revokeCertificate = revokeCertificate;
        this.readRegister = readRegister;
        this.searchSubscriptions = searchSubscriptions;
        this.searchEvents = searchEvents;
        this.cursors = cursors;
        this.clock = clock;
    }

    @Override
    protected Set<Object> parts() {
        Problems problems = new Problems();
        return Set.of(
                new CertificatesResource(
                        importCertificates, registerCertificate, revokeCertificate, readRegister, clock),
                new SubscriptionsResource(searchSubscriptions, cursors),
                new EventsResource(searchEvents, cursors),
                new AccessFeature("register", TokenClaims::officer, problems),
                new Faults(problems));
    }
}
