package uk.nhs.rtec.rest.statistics;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import uk.nhs.rtec.application.statistics.ReadStatistics;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;

/** The part of the audit API that tells how many checks there were. */
@ApplicationScoped
@ApplicationPath("/audit/v1/statistics")
public class StatisticsApi extends Api {

    private final ReadStatistics read;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    @SuppressWarnings("NullAway") // The proxy's own instance serves no request.
    public StatisticsApi() {
        this(null);
    }

    @Inject
    public StatisticsApi(ReadStatistics read) {
        this.read = read;
    }

    @Override
    protected Set<Object> parts() {
        Problems problems = new Problems();
        return Set.of(
                new StatisticsResource(read),
                new AccessFeature("audit", TokenClaims::officer, problems),
                new Faults(problems));
    }
}
