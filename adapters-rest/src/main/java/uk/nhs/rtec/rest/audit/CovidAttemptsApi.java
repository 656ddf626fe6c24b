package uk.nhs.rtec.rest.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import uk.nhs.rtec.application.covid.ReadCovidAttempts;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;

/** The part of the audit API that shows which patients asked about others. */
@ApplicationScoped
@ApplicationPath("/audit/v1/covid-attempts")
public class CovidAttemptsApi extends Api {

    private final ReadCovidAttempts readAttempts;
    private final Cursors cursors;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    @SuppressWarnings("NullAway") // The proxy's own instance serves no request.
    public CovidAttemptsApi() {
        this(null, null);
    }

    @Inject
    public CovidAttemptsApi(ReadCovidAttempts readAttempts, Cursors cursors) {
        this.readAttempts = readAttempts;
        this.cursors = cursors;
    }

    @Override
    protected Set<Object> parts() {
        Problems problems = new Problems();
        return Set.of(
                new CovidAttemptsResource(readAttempts, cursors),
                new AccessFeature("audit", TokenClaims::officer, problems),
                new Faults(problems));
    }
}
