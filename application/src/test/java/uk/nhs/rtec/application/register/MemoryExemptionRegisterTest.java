package uk.nhs.rtec.application.register;

import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.check.ExemptionRegisterContract;
import uk.nhs.rtec.application.check.MatchingContract;

final class MemoryExemptionRegisterTest
        implements ExemptionRegisterContract, MatchingContract, CertificateStoreContract, CertificateRecordsContract {

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
