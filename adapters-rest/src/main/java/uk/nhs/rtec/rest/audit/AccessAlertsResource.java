package uk.nhs.rtec.rest.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import uk.nhs.rtec.application.audit.AccessId;
import uk.nhs.rtec.application.audit.AlertPage;
import uk.nhs.rtec.application.audit.ReviewAccesses;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems;

/** {@code /audit/v1/access-alerts}: accesses that somebody else is to look at. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("access-alerts")
@Produces(MediaType.APPLICATION_JSON)
public final class AccessAlertsResource {

    private final ReviewAccesses review;
    private final Cursors cursors;

    AccessAlertsResource(ReviewAccesses review, Cursors cursors) {
        this.review = review;
        this.cursors = cursors;
    }

    /** The alerts that meet every condition in the body, those of the newest accesses first. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("GOVERNANCE")
    public Response search(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        AlertIntake intake = AlertIntake.read(BoundedBody.of(body, headers), cursors);
        if (intake instanceof AlertIntake.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        AlertIntake.Accepted accepted = (AlertIntake.Accepted) intake;
        AlertPage page = review.alerts(Caller.of(security, Officer.class), accepted.reason(), accepted.query());
        return Response.ok(AccessJson.page(page, accepted.cursors()).toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    /** What came of looking at an alert, once and for all. */
    @POST
    @Path("{id}/closure")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("GOVERNANCE")
    public Response close(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        ClosureIntake intake = ClosureIntake.read(BoundedBody.of(body, headers));
        if (intake instanceof ClosureIntake.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        ClosureIntake.Accepted accepted = (ClosureIntake.Accepted) intake;
        AccessId alert = AccessId.parse(id).orElseThrow(NotFoundException::new);
        return switch (review.close(Caller.of(security, Officer.class), alert, accepted.finding(), accepted.note())) {
            case CLOSED -> Response.noContent().build();
            case UNKNOWN -> throw new NotFoundException();
            case OWN_ACCESS -> refused(Response.Status.FORBIDDEN);
            case ALREADY_CLOSED -> refused(Response.Status.CONFLICT);
        };
    }

    private static Response refused(Response.Status status) {
        return new Problems().error(status.getStatusCode()).build();
    }
}
