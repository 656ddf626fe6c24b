package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.covid.AnswerCovidQuestion;
import uk.nhs.rtec.application.covid.CovidAnswering;
import uk.nhs.rtec.application.covid.CovidAttemptHistory;
import uk.nhs.rtec.application.covid.CovidAttemptReading;
import uk.nhs.rtec.application.covid.CovidAttempts;
import uk.nhs.rtec.application.covid.CovidExemptionSource;
import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.covid.CovidQueue;
import uk.nhs.rtec.application.covid.CovidTakingIn;
import uk.nhs.rtec.application.covid.CovidVerification;
import uk.nhs.rtec.application.covid.DecideOnCovidExemption;
import uk.nhs.rtec.application.covid.LookUpCovidExemption;
import uk.nhs.rtec.application.covid.ReadCovidAttempts;
import uk.nhs.rtec.application.covid.ReadCovidQueue;
import uk.nhs.rtec.application.covid.TakeInCovidExemptions;
import uk.nhs.rtec.application.covid.TakeInOneCovidExemption;
import uk.nhs.rtec.application.covid.VerifyCovidExemptions;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.covid.HibernateCovidAttempts;
import uk.nhs.rtec.persistence.covid.HibernateCovidExemptions;
import uk.nhs.rtec.rest.access.IdTokens;
import uk.nhs.rtec.rest.access.WhoIsSignedIn;
import uk.nhs.rtec.rest.covid.EnrolledApps;
import uk.nhs.rtec.spine.access.AccessTokens;
import uk.nhs.rtec.spine.access.PatientTokens;
import uk.nhs.rtec.spine.covid.FhirCovidExemptionSource;
import uk.nhs.rtec.spine.covid.MedicalExemptionsApi;

/** The COVID-19 medical exemptions: use cases over their ports, stores behind them, and who may call. */
@ApplicationScoped
class CovidWiring {

    @Produces
    @ApplicationScoped
    CovidExemptionStore exemptions(Store store) {
        return new HibernateCovidExemptions(store);
    }

    @Produces
    @ApplicationScoped
    CovidExemptionSource source(
            CovidSettings settings,
            Store store,
            @RestClient MedicalExemptionsApi upstream,
            AccessTokens applicationTokens,
            PatientTokens patientTokens,
            InstantSource clock) {
        return switch (settings.source()) {
            case REGISTER -> new HibernateCovidExemptions(store);
            case UPSTREAM -> new FhirCovidExemptionSource(upstream, applicationTokens, patientTokens, clock);
        };
    }

    @Produces
    @ApplicationScoped
    CovidAttempts attempts(Store store) {
        return new HibernateCovidAttempts(store);
    }

    @Produces
    @ApplicationScoped
    CovidAttemptHistory attemptHistory(Store store) {
        return new HibernateCovidAttempts(store);
    }

    @Produces
    @ApplicationScoped
    ReadCovidAttempts readAttempts(CovidAttemptHistory attempts, AccessRecords accesses, InstantSource clock) {
        return new CovidAttemptReading(attempts, accesses, clock);
    }

    @Produces
    @ApplicationScoped
    AnswerCovidQuestion answer(CovidExemptionSource source, CovidAttempts attempts, InstantSource clock) {
        return new CovidAnswering(source, attempts, clock);
    }

    @Produces
    @ApplicationScoped
    TakeInCovidExemptions takeIn(CovidExemptionStore store, InstantSource clock) {
        return new CovidTakingIn(store, clock);
    }

    @Produces
    @ApplicationScoped
    TakeInOneCovidExemption takeInOne(CovidExemptionStore store, InstantSource clock) {
        return new CovidTakingIn(store, clock);
    }

    @Produces
    @ApplicationScoped
    VerifyCovidExemptions verify(
            CovidExemptionStore store, @InTheBackground PatientDemographics demographics, InstantSource clock) {
        return new CovidVerification(store, demographics, clock);
    }

    @Produces
    @ApplicationScoped
    ReadCovidQueue queue(CovidExemptionStore store, InstantSource clock) {
        return new CovidQueue(store, clock);
    }

    @Produces
    @ApplicationScoped
    LookUpCovidExemption lookUp(CovidExemptionStore store, InstantSource clock) {
        return new CovidQueue(store, clock);
    }

    @Produces
    @ApplicationScoped
    DecideOnCovidExemption decide(CovidExemptionStore store, InstantSource clock) {
        return new CovidQueue(store, clock);
    }

    @Produces
    @Singleton
    EnrolledApps apps(CovidSettings settings) {
        return new EnrolledApps(settings.apps());
    }

    /** One for all, since it keeps the issuer's keys. */
    @Produces
    @ApplicationScoped
    WhoIsSignedIn whoIsSignedIn(CovidSettings settings, InstantSource clock) {
        return settings.idTokens()
                .<WhoIsSignedIn>map(tokens -> new IdTokens(tokens, clock))
                .orElse((app, token) -> new WhoIsSignedIn.Invalid());
    }
}
