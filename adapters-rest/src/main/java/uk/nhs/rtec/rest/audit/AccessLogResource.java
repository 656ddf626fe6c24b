package uk.nhs.rtec.rest.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.function.BiFunction;
import uk.nhs.rtec.application.audit.AccessPage;
import uk.nhs.rtec.application.audit.ReviewAccesses;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems;

/** {@code /audit/v1/access-log}: who looked at what. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("access-log")
public final class AccessLogResource {

    private static final String FHIR = "application/fhir+json";

    private final ReviewAccesses review;
    private final Cursors cursors;
    private final AuditSite site;

    AccessLogResource(ReviewAccesses review, Cursors cursors, AuditSite site) {
        this.review = review;
        this.cursors = cursors;
        this.site = site;
    }

    /** The accesses that meet every condition in the body, newest first. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("GOVERNANCE")
    public Response search(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        return answer(body, headers, security, MediaType.APPLICATION_JSON, (page, more) -> AccessJson.page(page, more)
                .toString());
    }

    /** The same as AuditEvents, for whoever asks for FHIR by name. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(FHIR + ";qs=0.5")
    @RolesAllowed("GOVERNANCE")
    public Response searchFhir(
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security,
            @Context UriInfo address) {
        String here = address.getAbsolutePath().getRawPath();
        return answer(body, headers, security, FHIR, (page, more) -> AuditEventJson.bundle(page, more, here, site)
                .toString());
    }

    private Response answer(
            InputStream body,
            HttpHeaders headers,
            SecurityContext security,
            String type,
            BiFunction<AccessPage, Cursors.OfSearch, String> written) {
        AccessIntake intake = AccessIntake.read(BoundedBody.of(body, headers), cursors);
        if (intake instanceof AccessIntake.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        AccessIntake.Accepted accepted = (AccessIntake.Accepted) intake;
        AccessPage page = review.accesses(Caller.of(security, Officer.class), accepted.reason(), accepted.query());
        return Response.ok(written.apply(page, accepted.cursors()), type)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
