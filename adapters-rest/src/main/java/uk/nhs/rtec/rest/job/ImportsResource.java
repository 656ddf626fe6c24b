package uk.nhs.rtec.rest.job;

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
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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

/** {@code /register/v1/imports}: large files of the register, taken over at once and worked off later. No other jobs are seen here. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("/")
public final class ImportsResource {

    private final Doings doings;
    private final Terms terms;
    private final InstantSource clock;
    private final Problems problems;
    private final AnswerOnItsWay answer;

    ImportsResource(Doings doings, Terms terms, InstantSource clock, Problems problems, AnswerOnItsWay answer) {
        this.doings = doings;
        this.terms = terms;
        this.clock = clock;
        this.problems = problems;
        this.answer = answer;
    }

    /** What officers can do with jobs. */
    record Doings(SubmitJob submit, FollowJob follow, CancelJob cancel) {}

    /** Takes a file over: 202 once it is stored as a whole, and where to see what becomes of it. */
    @POST
    @Consumes("text/csv")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response submit(
            @QueryParam("kind") @Nullable String word,
            InputStream body,
            @Context HttpHeaders headers,
            @Context SecurityContext security) {
        BoundedBody.refuseUnlessPlainUtf8(headers);
        Optional<JobKind> kind =
                terms.kinds().stream().filter(each -> each.word().equals(word)).findFirst();
        if (kind.isEmpty()) {
            return Problems.badRequest(List.of(new Fault(
                    "kind",
                    "must be one of "
                            + terms.kinds().stream().map(JobKind::word).collect(Collectors.joining(", ")))));
        }
        Upload upload = new Upload(body, headers, terms.longestFile());
        try {
            Job job = doings.submit().submit(Caller.of(security, Officer.class), kind.get(), upload);
            return shown(Response.status(Response.Status.ACCEPTED), job)
                    .header(HttpHeaders.LOCATION, ImportsApi.PATH + "/" + job.id())
                    .build();
        } catch (UnreadableFile e) {
            return Problems.badRequest(List.of(new Fault("body", e.what())));
        }
    }

    /** How a job stands. */
    @GET
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response job(@PathParam("id") String id) {
        return shown(Response.ok(), found(id)).build();
    }

    /** What was refused so far, in the order of the file: line, column and reason, never what stands there. */
    @GET
    @Path("{id}/refused")
    @Produces("text/csv")
    @RolesAllowed("REGISTER")
    public Response refused(@PathParam("id") String id) {
        return JobAnswers.refused(doings.follow().refusals(found(id).id()), answer);
    }

    /** Breaks a job off between two steps; what it has stored stays stored. */
    @DELETE
    @Path("{id}")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response cancel(@PathParam("id") String id, @Context SecurityContext security) {
        JobId known = found(id).id();
        return switch (doings.cancel().cancel(Caller.of(security, Officer.class), known)) {
            case CANCELLED -> shown(Response.ok(), found(id)).build();
            case ENDED -> problems.error(409).build();
            case UNKNOWN -> problems.error(404).build();
        };
    }

    private Job found(String id) {
        return JobId.parse(id)
                .flatMap(doings.follow()::job)
                .filter(job -> terms.kinds().contains(job.kind()))
                .orElseThrow(NotFoundException::new);
    }

    private Response.ResponseBuilder shown(Response.ResponseBuilder answer, Job job) {
        return JobAnswers.shown(answer, job, clock.instant());
    }
}
