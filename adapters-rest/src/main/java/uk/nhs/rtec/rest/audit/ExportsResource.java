package uk.nhs.rtec.rest.audit;

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
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Problems;

/** What officers take out, whatever it is; whose activity it is to ask for it is for each kind to say. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ExportsResource {

    private static final String APPROVER = "AUDIT_APPROVER";

    /** No activity of a token: what one allows that has the activity of the kind. */
    private static final String REQUESTER = "requester of exports";

    private final ExportAnswers answers;

    public ExportsResource(ExportAnswers answers) {
        this.answers = answers;
    }

    /**
     * Lets in who asks for exports of a kind, and who decides on them.
     *
     * @param requesters activities, of which one is enough to ask
     */
    public static AccessFeature access(Set<String> requesters, Problems problems) {
        return new AccessFeature("audit", TokenClaims::officer, token -> granted(token, requesters), problems);
    }

    private static Set<String> granted(JsonWebToken token, Set<String> requesters) {
        Set<String> activities = TokenClaims.activities(token);
        Set<String> granted = new HashSet<>();
        if (!Collections.disjoint(activities, requesters)) {
            granted.add(REQUESTER);
        }
        if (activities.contains(APPROVER)) {
            granted.add(APPROVER);
        }
        return granted;
    }

    /** Asks for all that a search would find. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(REQUESTER)
    public Response request(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        return answers.requested(BoundedBody.of(body, headers), security);
    }

    /** Those that wait for a second person. */
    @GET
    @RolesAllowed(APPROVER)
    public Response awaiting(@QueryParam("state") @Nullable String state, @Context SecurityContext security) {
        return answers.awaiting(state, security);
    }

    /** How one stands. */
    @GET
    @Path("{id}")
    @RolesAllowed({REQUESTER, APPROVER})
    public Response state(@PathParam("id") String id, @Context SecurityContext security) {
        return answers.state(id, security);
    }

    /** A second person's decision. */
    @POST
    @Path("{id}/approval")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(APPROVER)
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
    @RolesAllowed(REQUESTER)
    public Response file(@PathParam("id") String id, @Context SecurityContext security) {
        return answers.file(id, security);
    }

    /** What went out last. */
    @GET
    @Path("{id}/manifest")
    @RolesAllowed({REQUESTER, APPROVER})
    public Response manifest(@PathParam("id") String id, @Context SecurityContext security) {
        return answers.manifest(id, security);
    }
}
