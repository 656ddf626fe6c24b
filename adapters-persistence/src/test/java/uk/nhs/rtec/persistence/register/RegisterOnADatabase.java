package uk.nhs.rtec.persistence.register;

import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.check.ExemptionRegisterContract;
import uk.nhs.rtec.application.check.MatchingContract;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateRecordsContract;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.CertificateStoreContract;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** The contracts of the register, on a database. */
interface RegisterOnADatabase
        extends ExemptionRegisterContract, MatchingContract, CertificateStoreContract, CertificateRecordsContract {

    DatabaseUnderTest database();

    @Override
    default ExemptionRegister register() {
        return new HibernateExemptionRegister(database().store());
    }

    @Override
    default CertificateStore store() {
        return new HibernateCertificateStore(database().store());
    }

    @Override
    default CertificateRecords records() {
        return new HibernateCertificateRecords(database().store());
    }
}
