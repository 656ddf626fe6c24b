package uk.nhs.rtec.rest.register;

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
import java.io.InputStream;
import uk.nhs.rtec.application.event.EventQuery;
import uk.nhs.rtec.application.event.SearchEvents;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems;

/** {@code /register/v1/events}: a search is a POST, since no detail of a patient may stand in an address. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("events")
public final class EventsResource {

    private final SearchEvents search;
    private final Cursors cursors;

    EventsResource(SearchEvents search, Cursors cursors) {
        this.search = search;
        this.cursors = cursors;
    }

    /** Which messages came, and what became of each: those that meet the conditions in the body, the newest first, without what stands in them. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response search(InputStream body, @Context HttpHeaders headers) {
        Intake<Intake.Paged<EventQuery>> intake = Intake.events(BoundedBody.of(body, headers), cursors);
        if (intake instanceof Intake.Refused<Intake.Paged<EventQuery>> refused) {
            return Problems.badRequest(refused.faults());
        }
        Intake.Paged<EventQuery> asked = ((Intake.Accepted<Intake.Paged<EventQuery>>) intake).stated();
        return Response.ok(EventJson.page(search.events(asked.query()), asked.cursors())
                        .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
