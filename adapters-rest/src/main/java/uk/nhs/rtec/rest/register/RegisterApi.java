package uk.nhs.rtec.rest.register;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;

/** The register API: its resources, who may call them, and how it words its errors. */
@ApplicationScoped
@ApplicationPath("/register/v1")
public class RegisterApi extends Api {

    private final ImportCertificates importCertificates;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    @SuppressWarnings("NullAway") // The proxy's own instance serves no request.
    public RegisterApi() {
        this(null);
    }

    @Inject
    public RegisterApi(ImportCertificates importCertificates) {
        this.importCertificates = importCertificates;
    }

    @Override
    protected Set<Object> parts() {
        Problems problems = new Problems();
        return Set.of(
                new CertificatesResource(importCertificates),
                new AccessFeature("register", TokenClaims::officer, problems),
                new Faults(problems));
    }
}
