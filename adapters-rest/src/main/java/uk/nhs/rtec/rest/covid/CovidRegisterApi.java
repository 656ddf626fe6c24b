package uk.nhs.rtec.rest.covid;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ApplicationPath;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.covid.DecideOnCovidExemption;
import uk.nhs.rtec.application.covid.LookUpCovidExemption;
import uk.nhs.rtec.application.covid.ReadCovidQueue;
import uk.nhs.rtec.application.covid.TakeInCovidExemptions;
import uk.nhs.rtec.application.covid.TakeInOneCovidExemption;
import uk.nhs.rtec.rest.access.AccessFeature;
import uk.nhs.rtec.rest.access.TokenClaims;
import uk.nhs.rtec.rest.api.Api;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.api.Faults;
import uk.nhs.rtec.rest.api.Problems;

/** The part of the register API that keeps COVID-19 exemptions. */
@ApplicationScoped
@ApplicationPath("/register/v1/covid-exemptions")
public class CovidRegisterApi extends Api {

    private final CovidExemptionsResource.@Nullable Doings doings;
    private final @Nullable Cursors cursors;

    /** For the container only: RESTEasy looks for it, and CDI's proxy calls it. */
    public CovidRegisterApi() {
        doings = null;
        cursors = null;
    }

    @Inject
    public CovidRegisterApi(
            TakeInCovidExemptions takeIn,
            TakeInOneCovidExemption takeInOne,
            LookUpCovidExemption lookUp,
            ReadCovidQueue queue,
            DecideOnCovidExemption decide,
            Cursors cursors) {
        doings = new CovidExemptionsResource.Doings(takeIn, takeInOne, lookUp, queue, decide);
        this.cursors = cursors;
    }

    @Override
    protected Set<Object> parts() {
        if (doings == null || cursors == null) {
            throw new IllegalStateException("the proxy's own instance has no parts");
        }
        Problems problems = new Problems();
        return Set.of(
                new CovidExemptionsResource(doings, cursors, problems),
                new AccessFeature("register", TokenClaims::officer, problems),
                new Faults(problems));
    }
}
