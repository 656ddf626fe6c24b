package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.access.OauthApi;
import uk.nhs.rtec.spine.access.PatientTokens;
import uk.nhs.rtec.spine.access.TokenExchangeApi;
import uk.nhs.rtec.spine.eps.EpsPrescriptionTracker;
import uk.nhs.rtec.spine.eps.TrackerApi;
import uk.nhs.rtec.spine.pds.PdsApi;
import uk.nhs.rtec.spine.pds.PdsPatientDemographics;

/** The upstreams behind their ports. */
@ApplicationScoped
class SpineWiring {

    @Produces
    @ApplicationScoped
    PatientDemographics demographics(
            @RestClient PdsApi pds, AccessTokens tokens, Settings settings, InstantSource clock) {
        return new PdsPatientDemographics(pds, tokens, settings.pds(), clock);
    }

    /** One for all upstreams of the API platform, since it keeps the token. */
    @Produces
    @Singleton
    AccessTokens tokens(@RestClient OauthApi oauth, Settings settings, InstantSource clock) {
        return new AccessTokens(oauth, settings.oauth(), clock);
    }

    @Produces
    @Singleton
    PatientTokens patientTokens(@RestClient TokenExchangeApi oauth, Settings settings, InstantSource clock) {
        return new PatientTokens(oauth, settings.oauth(), clock);
    }

    @Produces
    @ApplicationScoped
    PrescriptionTracker tracker(@RestClient TrackerApi tracker, Settings settings) {
        return new EpsPrescriptionTracker(tracker, settings.tracker());
    }
}
