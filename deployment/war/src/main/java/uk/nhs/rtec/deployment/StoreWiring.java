package uk.nhs.rtec.deployment;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.persistence.Migrations;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.audit.HibernateAccessRecords;
import uk.nhs.rtec.persistence.register.HibernateCertificateRecords;
import uk.nhs.rtec.persistence.register.HibernateCertificateStore;
import uk.nhs.rtec.persistence.register.HibernateExemptionRegister;

/** The stores behind their ports: first the schema, as its owner, then everything else as the application's own user. */
@ApplicationScoped
class StoreWiring {

    @Resource(lookup = "java:jboss/datasources/RtecMigrationDS")
    private DataSource owner;

    @Resource(lookup = "java:jboss/datasources/RtecDS")
    private DataSource application;

    @SuppressWarnings("NullAway.Init") // The container sets both before anything is produced.
    StoreWiring() {}

    @Produces
    @Singleton
    Store store(Settings settings) {
        Migrations.apply(owner, settings.databaseUser(), settings.databasePassword());
        return Store.open(application);
    }

    void close(@Disposes Store store) {
        store.close();
    }

    @Produces
    @ApplicationScoped
    ExemptionRegister register(Store store) {
        return new HibernateExemptionRegister(store);
    }

    @Produces
    @ApplicationScoped
    CertificateStore certificates(Store store) {
        return new HibernateCertificateStore(store);
    }

    @Produces
    @ApplicationScoped
    CertificateRecords certificateRecords(Store store) {
        return new HibernateCertificateRecords(store);
    }

    /** Not behind a proxy: what is closed, decided and taken out is written together with its access. */
    @Produces
    @Singleton
    HibernateAccessRecords accesses(Store store, Settings settings, ReviewSettings review) {
        return new HibernateAccessRecords(store, settings.node(), review.rules());
    }
}
