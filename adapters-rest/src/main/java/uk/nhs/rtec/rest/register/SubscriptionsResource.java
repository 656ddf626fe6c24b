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
import uk.nhs.rtec.application.event.SearchSubscriptions;
import uk.nhs.rtec.application.event.SubscriptionQuery;
import uk.nhs.rtec.rest.api.BoundedBody;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Problems;

/** {@code /register/v1/subscriptions}: a search is a POST, since no detail of a patient may stand in an address. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("subscriptions")
public final class SubscriptionsResource {

    private final SearchSubscriptions search;
    private final Cursors cursors;

    SubscriptionsResource(SearchSubscriptions search, Cursors cursors) {
        this.search = search;
        this.cursors = cursors;
    }

    /** Whose events are wanted, and how each subscription stands: those that meet the conditions in the body. */
    @POST
    @Path("search")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed("REGISTER")
    public Response search(InputStream body, @Context HttpHeaders headers) {
        Intake<Intake.Paged<SubscriptionQuery>> intake = Intake.subscriptions(BoundedBody.of(body, headers), cursors);
        if (intake instanceof Intake.Refused<Intake.Paged<SubscriptionQuery>> refused) {
            return Problems.badRequest(refused.faults());
        }
        Intake.Paged<SubscriptionQuery> asked = ((Intake.Accepted<Intake.Paged<SubscriptionQuery>>) intake).stated();
        return Response.ok(EventJson.page(search.subscriptions(asked.query()), asked.cursors())
                        .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
