package uk.nhs.rtec.rest.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import uk.nhs.rtec.application.audit.ReviewAccesses;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;

/** The part of the audit API in which governance reviews accesses. */
@ApplicationScoped
@ApplicationPath("/audit/v1/access-alerts")
public class AccessAlertsApi extends Api {

    private final ReviewAccesses review;
    private final Cursors cursors;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    @SuppressWarnings("NullAway") // The proxy's own instance serves no request.
    public AccessAlertsApi() {
        this(null, null);
    }

    @Inject
    public AccessAlertsApi(ReviewAccesses review, Cursors cursors) {
        this.review = review;
        this.cursors = cursors;
    }

    @Override
    protected Set<Object> parts() {
        Problems problems = new Problems();
        return Set.of(
                new AccessAlertsResource(review, cursors),
                new AccessFeature("audit", TokenClaims::officer, problems),
                new Faults(problems));
    }
}
