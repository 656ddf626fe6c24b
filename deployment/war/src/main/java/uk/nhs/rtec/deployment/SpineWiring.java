package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
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
import uk.nhs.rtec.spine.pds.CallRate;
import uk.nhs.rtec.spine.pds.PdsApi;
import uk.nhs.rtec.spine.pds.PdsPatientDemographics;
import uk.nhs.rtec.spine.pds.PdsSettings;
import uk.nhs.rtec.spine.pds.RememberedPatientDemographics;
import uk.nhs.rtec.spine.pds.TraceMemory;

/** The upstreams behind their ports. */
@ApplicationScoped
class SpineWiring {

    private static final System.Logger LOG = System.getLogger(SpineWiring.class.getName());

    /** Nobody waits for what is asked in the background, so it can wait for its turn. */
    private static final Duration PATIENT = Duration.ofSeconds(5);

    /** One for all, since the whole application has one rate. */
    @Produces
    @Singleton
    CallRate rate(Settings settings) {
        int perSecond = settings.pdsRate();
        if (perSecond == 0) {
            LOG.log(System.Logger.Level.WARNING, "PDS is called without a limit to the rate: rtec.pds.rate is off");
        }
        return CallRate.perSecond(perSecond);
    }

    /** One for all, since the whole application has one token. */
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
    PatientDemographics demographics(
            @RestClient PdsApi pds, AccessTokens tokens, CallRate rate, Settings settings, InstantSource clock) {
        PatientDemographics asked =
                new PdsPatientDemographics(pds, tokens, settings.pds(), rate.turnsOf(CallRate.Caller.CHECK), clock);
        TraceMemory memory = settings.pdsMemory();
        return memory.isOn() ? new RememberedPatientDemographics(asked, memory, clock) : asked;
    }

    @Produces
    @InTheBackground
    @ApplicationScoped
    PatientDemographics demographicsInTheBackground(
            @RestClient PdsApi pds, AccessTokens tokens, CallRate rate, InstantSource clock) {
        return new PdsPatientDemographics(
                pds, tokens, new PdsSettings(PATIENT), rate.turnsOf(CallRate.Caller.BACKGROUND), clock);
    }

    @Produces
    @ApplicationScoped
    PrescriptionTracker tracker(@RestClient TrackerApi tracker, Settings settings) {
        return new EpsPrescriptionTracker(tracker, settings.tracker());
    }
}
