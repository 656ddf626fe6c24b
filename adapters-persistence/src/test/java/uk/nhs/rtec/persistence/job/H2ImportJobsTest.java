package uk.nhs.rtec.persistence.job;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.job.ImportJobs;
import uk.nhs.rtec.application.job.ImportJobsContract;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.covid.HibernateCovidExemptions;
import uk.nhs.rtec.persistence.register.HibernateCertificateRecords;

final class H2ImportJobsTest implements ImportJobsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    @Override
    public ImportJobs jobs() {
        return new HibernateImportJobs(DATABASE.store());
    }

    @Override
    public CertificateRecords records() {
        return new HibernateCertificateRecords(DATABASE.store());
    }

    @Override
    public CovidExemptionStore exemptions() {
        return new HibernateCovidExemptions(DATABASE.store());
    }
}
