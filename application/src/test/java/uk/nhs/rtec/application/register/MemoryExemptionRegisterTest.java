package uk.nhs.rtec.application.register;

import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.check.ExemptionRegisterContract;

final class MemoryExemptionRegisterTest
        implements ExemptionRegisterContract, CertificateStoreContract, CertificateRecordsContract {

    private final MemoryExemptionRegister register = new MemoryExemptionRegister();

    @Override
    public ExemptionRegister register() {
        return register;
    }

    @Override
    public CertificateStore store() {
        return register;
    }

    @Override
    public CertificateRecords records() {
        return register;
    }
}
