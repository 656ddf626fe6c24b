package uk.nhs.rtec.rest.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.Provable;
import uk.nhs.rtec.application.audit.ProveChecks;
import uk.nhs.rtec.application.audit.ReadHistory;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems;

/** {@code /audit/v1/checks}: searches are POSTs, since no detail of a patient may stand in an address. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("checks")
@Produces(MediaType.APPLICATION_JSON)
public final class ChecksResource {

    private static final String PDF = "application/pdf";
    private static final String RETRY_AFTER_SECONDS = "5";
    private static final String NOT_IN_LOG = "the check was taken out of the log that is signed; verify the ledger";

    private final ReadHistory readHistory;
    private final ProveChecks proveChecks;
    private final Cursors cursors;

    ChecksResource(ReadHistory readHistory, ProveChecks proveChecks, Cursors cursors) {
        this.readHistory = readHistory;
        this.proveChecks = proveChecks;
        this.cursors = cursors;
    }

    /** The checks that meet every condition in the body, newest first. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed("AUDITOR")
    public Response search(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        SearchIntake intake = SearchIntake.read(BoundedBody.of(body, headers), cursors);
        if (intake instanceof SearchIntake.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        SearchIntake.Accepted accepted = (SearchIntake.Accepted) intake;
        Officer auditor = Caller.of(security, Officer.class);
        CheckPage page = readHistory.search(auditor, accepted.reason(), accepted.query());
        return ok(CheckJson.page(page, accepted.cursors()).toString());
    }

    /** One check, with everything that was known and decided. */
    @GET
    @Path("{id}")
    @RolesAllowed("AUDITOR")
    public Response view(@PathParam("id") String id, @Context SecurityContext security) {
        KeptCheck check = CheckId.parse(id)
                .flatMap(known -> readHistory.view(Caller.of(security, Officer.class), known))
                .orElseThrow(NotFoundException::new);
        return ok(CheckJson.whole(check).toString());
    }

    /** One check with its proof, which anybody can verify who has the ledger's public key. */
    @GET
    @Path("{id}/evidence")
    @RolesAllowed("AUDITOR")
    public Response evidence(@PathParam("id") String id, @Context SecurityContext security) {
        return proof(
                CheckId.parse(id).flatMap(known -> proveChecks.evidence(Caller.of(security, Officer.class), known)),
                evidence -> ok(EvidenceJson.of(evidence).toString()));
    }

    /** The same as a document to be read by people, with the proof inside. */
    @GET
    @Path("{id}/evidence.pdf")
    @Produces(PDF)
    @RolesAllowed("AUDITOR")
    public Response document(@PathParam("id") String id, @Context SecurityContext security) {
        return proof(
                CheckId.parse(id).flatMap(known -> proveChecks.document(Caller.of(security, Officer.class), known)),
                evidence -> Response.ok(EvidenceDocument.of(evidence), PDF)
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .header(
                                HttpHeaders.CONTENT_DISPOSITION,
                                "attachment; filename=\"evidence-"
                                        + CheckId.parse(id).orElseThrow() + ".pdf\"")
                        .build());
    }

    private static Response proof(Optional<Provable> found, Function<Evidence, Response> shown) {
        return found.orElseThrow(NotFoundException::new)
                .map(
                        proved -> shown.apply(proved.evidence()),
                        notSignedYet -> new Problems()
                                .error(Response.Status.SERVICE_UNAVAILABLE.getStatusCode())
                                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                                .build(),
                        notInLog -> Problems.conflict(List.of(new Problems.Fault("id", NOT_IN_LOG))),
                        erased -> new Problems()
                                .error(Response.Status.GONE.getStatusCode())
                                .build());
    }

    /** What is told of a patient stays with who asked for it. */
    private static Response ok(String json) {
        return Response.ok(json).header(HttpHeaders.CACHE_CONTROL, "no-store").build();
    }
}
