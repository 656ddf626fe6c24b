package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import uk.nhs.rtec.application.claim.TakeInClaimLines;
import uk.nhs.rtec.application.covid.TakeInCovidLines;
import uk.nhs.rtec.application.job.CancelJob;
import uk.nhs.rtec.application.job.FollowJob;
import uk.nhs.rtec.application.job.Holder;
import uk.nhs.rtec.application.job.ImportJobs;
import uk.nhs.rtec.application.job.JobDesk;
import uk.nhs.rtec.application.job.JobId;
import uk.nhs.rtec.application.job.JobRunner;
import uk.nhs.rtec.application.job.JobSubmission;
import uk.nhs.rtec.application.job.Subject;
import uk.nhs.rtec.application.job.SubmitJob;
import uk.nhs.rtec.application.job.WorkOffJobs;
import uk.nhs.rtec.application.register.TakeInCertificateLines;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.job.HibernateImportJobs;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.rest.api.AnswerOnItsWay;
import uk.nhs.rtec.rest.claim.ClaimFile;
import uk.nhs.rtec.rest.claim.FhirFile;
import uk.nhs.rtec.rest.claim.Hl7File;
import uk.nhs.rtec.rest.covid.CovidFile;
import uk.nhs.rtec.rest.job.CsvLines;
import uk.nhs.rtec.rest.job.Terms;
import uk.nhs.rtec.rest.register.RegisterFile;

/** Large files as jobs: what they may be full of, who takes them over, and who works them off. */
@ApplicationScoped
class JobWiring {

    @Produces
    @ApplicationScoped
    ImportJobs jobs(Store store, KeyRing keys) {
        return new HibernateImportJobs(store, keys);
    }

    @Produces
    @ApplicationScoped
    SubmitJob submit(ImportJobs jobs, InstantSource clock) {
        return new JobSubmission(jobs, subjects(clock), () -> new JobId(UUID.randomUUID()), clock);
    }

    @Produces
    @ApplicationScoped
    FollowJob follow(ImportJobs jobs, InstantSource clock) {
        return new JobDesk(jobs, clock);
    }

    @Produces
    @ApplicationScoped
    CancelJob cancel(ImportJobs jobs, InstantSource clock) {
        return new JobDesk(jobs, clock);
    }

    /** One, since this run of this node is one holder. */
    @Produces
    @ApplicationScoped
    WorkOffJobs workOff(ImportJobs jobs, InstantSource clock) {
        return new JobRunner(jobs, subjects(clock), new Holder(UUID.randomUUID()), clock);
    }

    @Produces
    @Singleton
    Terms terms(Settings settings) {
        return new Terms(List.of(TakeInCertificateLines.KIND, TakeInCovidLines.KIND), settings.longestImport());
    }

    @Produces
    @Singleton
    AnswerOnItsWay answer() {
        return new UndertowAnswer();
    }

    private static List<Subject<?>> subjects(InstantSource clock) {
        return List.of(
                TakeInCertificateLines.subject(CsvLines.of(RegisterFile::new), clock),
                TakeInCovidLines.subject(CsvLines.of(CovidFile::new), clock),
                TakeInClaimLines.subject(TakeInClaimLines.CSV, CsvLines.of(ClaimFile::new), clock),
                TakeInClaimLines.subject(TakeInClaimLines.HL7, CsvLines.of(Hl7File::new), clock),
                TakeInClaimLines.subject(TakeInClaimLines.FHIR, CsvLines.of(FhirFile::new), clock));
    }
}
