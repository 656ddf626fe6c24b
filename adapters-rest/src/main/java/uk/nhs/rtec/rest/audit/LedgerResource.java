package uk.nhs.rtec.rest.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.stream.Collectors;
import uk.nhs.rtec.application.audit.AccessLogState;
import uk.nhs.rtec.application.audit.LedgerState;
import uk.nhs.rtec.application.audit.ProveChecks;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.rest.api.Problems;

/** How far the ledger is joined and signed, and what was signed. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("")
public final class LedgerResource {

    private final ProveChecks proveChecks;

    LedgerResource(ProveChecks proveChecks) {
        this.proveChecks = proveChecks;
    }

    /** How far the ledger is joined and signed. */
    @GET
    @Path("integrity")
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("AUDITOR")
    public Response integrity() {
        return ok(json(proveChecks.state(), proveChecks.accessLog()).toString());
    }

    /** The last checkpoint of each month as signed notes, with an empty line between two. */
    @GET
    @Path("checkpoints")
    @Produces(MediaType.TEXT_PLAIN)
    @RolesAllowed("AUDITOR")
    public Response checkpoints() {
        return ok(proveChecks.checkpoints().stream().map(CheckpointNote::text).collect(Collectors.joining("\n")));
    }

    /** What was last signed of who looked, of each node, as signed notes with an empty line between two. */
    @GET
    @Path("checkpoints/access-log")
    @Produces(MediaType.TEXT_PLAIN)
    @RolesAllowed("AUDITOR")
    public Response accessLog() {
        return ok(proveChecks.accessLogHeads().stream().map(AccessLogNote::text).collect(Collectors.joining("\n")));
    }

    /** That the log of a month was only added to from one size to another: one hash in Base64 on a line. */
    @GET
    @Path("checkpoints/{month}/consistency")
    @Produces(MediaType.TEXT_PLAIN)
    @RolesAllowed("AUDITOR")
    public Response consistency(@PathParam("month") String month, @Context UriInfo uri) {
        ExtensionIntake intake = ExtensionIntake.read(uri.getQueryParameters());
        if (intake instanceof ExtensionIntake.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        ExtensionIntake.Accepted accepted = (ExtensionIntake.Accepted) intake;
        return ok(Moments.parseMonth(month)
                .flatMap(known -> proveChecks.consistency(known, accepted.from(), accepted.to()))
                .orElseThrow(NotFoundException::new)
                .text());
    }

    private static JsonObject json(LedgerState state, AccessLogState accessLog) {
        JsonArrayBuilder months = Json.createArrayBuilder();
        state.months()
                .forEach(month -> months.add(Json.createObjectBuilder()
                        .add("month", Moments.text(month.checkpoint().month()))
                        .add("origin", month.checkpoint().origin())
                        .add("batches", month.checkpoint().size())
                        .add("root", month.checkpoint().root().hex())
                        .add("signedAt", month.signedAt().toString())));
        return Json.createObjectBuilder()
                .add("state", state.batchesWaiting() == 0 ? "SIGNED" : "BATCHES_WAITING")
                .add("months", months)
                .add("batchesWaiting", state.batchesWaiting())
                .add(
                        "waitingSince",
                        state.waitingSince()
                                .<JsonValue>map(since -> Json.createValue(since.toString()))
                                .orElse(JsonValue.NULL))
                .add("accessLog", AccessJson.state(accessLog))
                .add("ownerInUse", state.ownerInUse())
                .build();
    }

    private static Response ok(String body) {
        return Response.ok(body).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
