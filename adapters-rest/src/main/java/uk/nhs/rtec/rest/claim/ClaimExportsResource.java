package uk.nhs.rtec.rest.claim;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.audit.ExportAnswers;

/** {@code /audit/v1/claims/exports}: what claims officers and auditors take out of the claims. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ClaimExportsResource {

    private final ExportAnswers answers;

    ClaimExportsResource(ExportAnswers answers) {
        this.answers = answers;
    }

    /** Asks for all that a search would find. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"CLAIMS", "AUDITOR"})
    public Response request(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        return answers.requested(BoundedBody.of(body, headers), security);
    }

    /** Those that wait for a second person. */
    @GET
    @RolesAllowed("AUDIT_APPROVER")
    public Response awaiting(@QueryParam("state") @Nullable String state, @Context SecurityContext security) {
        return answers.awaiting(state, security);
    }

    /** How one stands. */
    @GET
    @Path("{id}")
    @RolesAllowed({"CLAIMS", "AUDITOR", "AUDIT_APPROVER"})
    public Response state(@PathParam("id") String id, @Context SecurityContext security) {
        return answers.state(id, security);
    }

    /** A second person's decision. */
    @POST
    @Path("{id}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("AUDIT_APPROVER")
    public Response decide(
            @PathParam("id") String id,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        return answers.decided(id, BoundedBody.of(body, headers), security);
    }

    /** The file itself, to its requester. */
    @GET
    @Path("{id}/file")
    @Produces("text/csv")
    @RolesAllowed({"CLAIMS", "AUDITOR"})
    public Response file(@PathParam("id") String id, @Context SecurityContext security) {
        return answers.file(id, security);
    }

    /** What went out last. */
    @GET
    @Path("{id}/manifest")
    @RolesAllowed({"CLAIMS", "AUDITOR", "AUDIT_APPROVER"})
    public Response manifest(@PathParam("id") String id, @Context SecurityContext security) {
        return answers.manifest(id, security);
    }
}
