package uk.nhs.rtec.rest.audit;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import uk.nhs.rtec.application.covid.AttemptPage;
import uk.nhs.rtec.application.covid.ReadCovidAttempts;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.rest.access.Caller;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems;

/** {@code /audit/v1/covid-attempts}. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class CovidAttemptsResource {

    private final ReadCovidAttempts readAttempts;
    private final Cursors cursors;

    CovidAttemptsResource(ReadCovidAttempts readAttempts, Cursors cursors) {
        this.readAttempts = readAttempts;
        this.cursors = cursors;
    }

    /** The attempts that meet every condition in the body, newest first. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({"AUDITOR", "GOVERNANCE"})
    public Response search(InputStream body, @Context HttpHeaders headers, @Context SecurityContext security) {
        AttemptIntake intake = AttemptIntake.read(BoundedBody.of(body, headers), cursors);
        if (intake instanceof AttemptIntake.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        AttemptIntake.Accepted accepted = (AttemptIntake.Accepted) intake;
        AttemptPage page = readAttempts.search(Caller.of(security, Officer.class), accepted.reason(), accepted.query());
        return Response.ok(json(page, accepted.cursors()).toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static JsonObject json(AttemptPage page, Cursors.OfSearch cursors) {
        JsonArrayBuilder attempts = Json.createArrayBuilder();
        page.attempts()
                .forEach(attempt -> attempts.add(Json.createObjectBuilder()
                        .add("at", attempt.at().toString())
                        .add("app", attempt.app().value())
                        .add("ownNhsNumber", attempt.own().inTheClear())
                        .add("askedNhsNumber", attempt.asked().inTheClear())));
        return Json.createObjectBuilder()
                .add("attempts", attempts)
                .add(
                        "next",
                        page.next()
                                .<JsonValue>map(cursor ->
                                        Json.createValue(cursors.text(new Cursors.Place(cursor.at(), cursor.id()))))
                                .orElse(JsonValue.NULL))
                .build();
    }
}
