package uk.nhs.rtec.rest.claim;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import java.time.InstantSource;
import java.util.List;
import uk.nhs.rtec.application.claim.TakeInClaimLines;
import uk.nhs.rtec.application.job.CancelJob;
import uk.nhs.rtec.application.job.FollowJob;
import uk.nhs.rtec.application.job.Job;
import uk.nhs.rtec.application.job.JobId;
import uk.nhs.rtec.application.job.JobKind;
import uk.nhs.rtec.application.job.SubmitJob;
import uk.nhs.rtec.application.job.UnreadableFile;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.AnswerOnItsWay;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Problems;
import uk.nhs.rtec.rest.api.Problems.Fault;
import uk.nhs.rtec.rest.job.JobAnswers;
import uk.nhs.rtec.rest.job.Upload;

/** {@code /audit/v1/claims/imports}: files of claims, taken over at once and worked off later. No other jobs are seen here. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("imports")
public final class ClaimImportsResource {

    private static final String CLAIMS = "CLAIMS";
    private static final String AUDITOR = "AUDITOR";

    private final Doings doings;
    private final long longestFile;
    private final InstantSource clock;
    private final Problems problems;
    private final AnswerOnItsWay answer;

    ClaimImportsResource(
            Doings doings, long longestFile, InstantSource clock, Problems problems, AnswerOnItsWay answer) {
        this.doings = doings;
        this.longestFile = longestFile;
        this.clock = clock;
        this.problems = problems;
        this.answer = answer;
    }

    /** What officers can do with jobs. */
    record Doings(SubmitJob submit, FollowJob follow, CancelJob cancel) {}

    /** Takes lines of claims over: 202 once the file is stored as a whole, and where to see what becomes of it. */
    @POST
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({CLAIMS, AUDITOR})
    public Response submitLines(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        return submit(TakeInClaimLines.CSV, body, headers, security);
    }

    /** Takes claim messages in HL7 v3 over, as {@link #submitLines} takes lines. */
    @POST
    @Consumes(MediaType.APPLICATION_XML)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({CLAIMS, AUDITOR})
    public Response submitMessages(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        return submit(TakeInClaimLines.HL7, body, headers, security);
    }

    /** Takes a bundle of FHIR claims over, as {@link #submitLines} takes lines. */
    @POST
    @Consumes("application/fhir+json")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({CLAIMS, AUDITOR})
    public Response submitBundle(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        return submit(TakeInClaimLines.FHIR, body, headers, security);
    }

    /** How a job stands. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({CLAIMS, AUDITOR})
    public Response job(@PathParam("id") String id) {
        return JobAnswers.shown(Response.ok(), found(id), clock.instant()).build();
    }

    /** What was refused so far, in the order of the file: line, column and reason, never what stands there. */
    @GET
    @Path("{id}/refused")
    @Produces("text/csv")
    @RolesAllowed({CLAIMS, AUDITOR})
    public Response refused(@PathParam("id") String id) {
        return JobAnswers.refused(doings.follow().refusals(found(id).id()), answer);
    }

    /** Breaks a job off between two steps; what it has stored stays stored. */
    @DELETE
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed({CLAIMS, AUDITOR})
    public Response cancel(@PathParam("id") String id, @Context SecurityContext security) {
        JobId known = found(id).id();
        return switch (doings.cancel().cancel(Caller.of(security, Officer.class), known)) {
            case CANCELLED ->
                JobAnswers.shown(Response.ok(), found(id), clock.instant()).build();
            case ENDED -> problems.error(409).build();
            case UNKNOWN -> problems.error(404).build();
        };
    }

    private Response submit(JobKind kind, InputStream body, HttpHeaders headers, SecurityContext security) {
        BoundedBody.refuseUnlessPlainUtf8(headers);
        Upload upload = new Upload(body, headers, longestFile);
        try {
            Job job = doings.submit().submit(Caller.of(security, Officer.class), kind, upload);
            return JobAnswers.shown(Response.status(Response.Status.ACCEPTED), job, clock.instant())
                    .header(HttpHeaders.LOCATION, ClaimsApi.PATH + "/imports/" + job.id())
                    .build();
        } catch (UnreadableFile e) {
            return Problems.badRequest(List.of(new Fault("body", e.what())));
        }
    }

    private Job found(String id) {
        return JobId.parse(id)
                .flatMap(doings.follow()::job)
                .filter(job -> TakeInClaimLines.KINDS.contains(job.kind()))
                .orElseThrow(NotFoundException::new);
    }
}
