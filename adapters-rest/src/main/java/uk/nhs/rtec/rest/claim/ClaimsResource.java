package uk.nhs.rtec.rest.claim;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.claim.ReadClaims;
import uk.nhs.rtec.domain.IsoDay;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems;
import uk.nhs.rtec.rest.api.Problems.Fault;

/** {@code /audit/v1/claims}: claims with their verdicts. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class ClaimsResource {

    private final ReadClaims read;
    private final Cursors cursors;

    ClaimsResource(ReadClaims read, Cursors cursors) {
        this.read = read;
        this.cursors = cursors;
    }

    /** The claims that meet every condition in the body, newest first. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"CLAIMS", "AUDITOR"})
    public Response search(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        ClaimSearch search = ClaimSearch.read(BoundedBody.of(body, headers), cursors);
        if (search instanceof ClaimSearch.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        ClaimSearch.Accepted accepted = (ClaimSearch.Accepted) search;
        return answer(
                ClaimJson.of(read.search(Caller.of(security, Officer.class), accepted.query()), accepted.cursors()));
    }

    /** How the claims of each organisation were judged, of the days from the first to the last. */
    @GET
    @Path("summary")
    @RolesAllowed({"CLAIMS", "AUDITOR"})
    public Response summary(
            @QueryParam("from") @Nullable String first,
            @QueryParam("to") @Nullable String last,
            @Context SecurityContext security) {
        List<Fault> faults = new ArrayList<>();
        Optional<LocalDate> from = day("from", first, faults);
        Optional<LocalDate> to = day("to", last, faults);
        if (from.isPresent() && to.filter(from.get()::isAfter).isPresent()) {
            faults.add(new Fault("to", "must not be before from"));
        }
        return faults.isEmpty()
                ? answer(ClaimJson.of(
                        from.orElseThrow(),
                        to.orElseThrow(),
                        read.summary(Caller.of(security, Officer.class), from.orElseThrow(), to.orElseThrow())))
                : Problems.badRequest(faults);
    }

    private static Optional<LocalDate> day(String parameter, @Nullable String text, List<Fault> faults) {
        Optional<LocalDate> day =
                Optional.ofNullable(text).flatMap(IsoDay::parse).filter(stated -> stated.getYear() > 0);
        if (day.isEmpty()) {
            faults.add(new Fault(parameter, "must be a date yyyy-mm-dd"));
        }
        return day;
    }

    private static Response answer(JsonObject body) {
        return Response.ok(body.toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
