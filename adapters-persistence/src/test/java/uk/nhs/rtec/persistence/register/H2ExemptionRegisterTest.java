package uk.nhs.rtec.persistence.register;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.check.ExemptionRegisterContract;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateRecordsContract;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.CertificateStoreContract;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class H2ExemptionRegisterTest
        implements ExemptionRegisterContract, CertificateStoreContract, CertificateRecordsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    @Override
    public ExemptionRegister register() {
        return new HibernateExemptionRegister(DATABASE.store());
    }

    @Override
    public CertificateStore store() {
        return new HibernateCertificateStore(DATABASE.store());
    }

    @Override
    public CertificateRecords records() {
        return new HibernateCertificateRecords(DATABASE.store());
    }
}
