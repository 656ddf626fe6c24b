package uk.nhs.rtec.persistence.job;

import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.job.ImportJobs;
import uk.nhs.rtec.application.job.ImportJobsContract;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.covid.HibernateCovidExemptions;
import uk.nhs.rtec.persistence.register.HibernateCertificateRecords;

/** The contract of imports as jobs, on a database. */
interface ImportJobsOnADatabase extends ImportJobsContract {

    DatabaseUnderTest database();

    @Override
    default ImportJobs jobs() {
        return new HibernateImportJobs(database().store());
    }

    @Override
    default CertificateRecords records() {
        return new HibernateCertificateRecords(database().store());
    }

    @Override
    default CovidExemptionStore exemptions() {
        return new HibernateCovidExemptions(database().store());
    }
}
