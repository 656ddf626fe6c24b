package uk.nhs.rtec.rest.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import uk.nhs.rtec.application.audit.ProveChecks;
import uk.nhs.rtec.application.audit.ReadHistory;
import uk.nhs.rtec.application.audit.ReviewAccesses;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;

/** The audit API: its resources, who may call them, and how it words its errors. */
@ApplicationScoped
@ApplicationPath("/audit/v1")
public class AuditApi extends Api {

    private final ReadHistory readHistory;
    private final ProveChecks proveChecks;
    private final ReviewAccesses review;
    private final Cursors cursors;
    private final AuditSite site;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    @SuppressWarnings("NullAway") // The proxy's own instance serves no request.
    public AuditApi() {
        this(null, null, null, null, null);
    }

    @Inject
    public AuditApi(
            ReadHistory readHistory, ProveChecks proveChecks, ReviewAccesses review, Cursors cursors, AuditSite site) {
        this.readHistory = readHistory;
        this.proveChecks = proveChecks;
        this.review = review;
        this.cursors = cursors;
        this.site = site;
    }

    @Override
    protected Set<Object> parts() {
        Problems problems = new Problems();
        return Set.of(
                new ChecksResource(readHistory, proveChecks, cursors),
                new LedgerResource(proveChecks),
                new AccessLogResource(review, cursors, site),
                new AccessAlertsResource(review, cursors),
                new AccessFeature("audit", TokenClaims::officer, problems),
                new Faults(problems));
    }
}
