package uk.nhs.rtec.rest.statistics;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Vetoed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import uk.nhs.rtec.application.statistics.ReadStatistics;
import uk.nhs.rtec.rest.api.Problems;

/** {@code /audit/v1/statistics}: counts, which tell of no person and of no look that would have to be put on record. */
@Vetoed // Built by hand: CDI must not take it for a bean of its own.
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public final class StatisticsResource {

    private final ReadStatistics read;

    StatisticsResource(ReadStatistics read) {
        this.read = read;
    }

    /** How many checks there were on these days, and how they ended. */
    @GET
    @RolesAllowed("AUDITOR")
    public Response statistics(@Context UriInfo uri) {
        StatisticsIntake intake = StatisticsIntake.read(uri.getQueryParameters());
        if (intake instanceof StatisticsIntake.Refused refused) {
            return Problems.badRequest(refused.faults());
        }
        StatisticsIntake.Accepted accepted = (StatisticsIntake.Accepted) intake;
        return Response.ok(StatisticsJson.of(accepted.query(), read.read(accepted.query()))
                        .toString())
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
