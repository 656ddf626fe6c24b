package uk.nhs.rtec.rest.check;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.time.InstantSource;
import java.util.Set;
import org.eclipse.microprofile.auth.LoginConfig;
import uk.nhs.rtec.application.check.CheckExemption;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Faults;

/** The check API: its resource, who may call it, and how it words its errors. */
@ApplicationScoped
@ApplicationPath("/rtec-api-gateway")
@LoginConfig(authMethod = "MP-JWT")
public class CheckApi extends Api {

    private final CheckExemption checkExemption;
    private final InstantSource clock;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    @SuppressWarnings("NullAway") // The proxy's own instance serves no request.
    public CheckApi() {
        this(null, null);
    }

    @Inject
    public CheckApi(CheckExemption checkExemption, InstantSource clock) {
        this.checkExemption = checkExemption;
        this.clock = clock;
    }

    @Override
    protected Set<Object> parts() {
        CheckReplies replies = new CheckReplies();
        return Set.of(
                new ExemptionCheckResource(checkExemption, replies, clock),
                new AccessFeature("check", TokenClaims::requester, replies),
                new Faults(replies));
    }
}
