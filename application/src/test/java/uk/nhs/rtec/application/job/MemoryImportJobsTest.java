package uk.nhs.rtec.application.job;

import uk.nhs.rtec.application.covid.CovidExemptionStore;
import uk.nhs.rtec.application.covid.MemoryCovidExemptions;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.MemoryExemptionRegister;

final class MemoryImportJobsTest implements ImportJobsContract {

    private final MemoryExemptionRegister register = new MemoryExemptionRegister();
    private final MemoryCovidExemptions exemptions = new MemoryCovidExemptions();
    private final MemoryImportJobs jobs = new MemoryImportJobs(register, exemptions);

    @Override
    public ImportJobs jobs() {
        return jobs;
    }

    @Override
    public CertificateRecords records() {
        return register;
    }

    @Override
    public CovidExemptionStore exemptions() {
        return exemptions;
    }
}
