package uk.nhs.rtec.persistence.register;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.check.ExemptionRegisterContract;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateRecordsContract;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.CertificateStoreContract;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class PostgresExemptionRegisterTest
        implements ExemptionRegisterContract, CertificateStoreContract, CertificateRecordsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

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
