package uk.nhs.rtec.deployment;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;
import uk.nhs.rtec.application.audit.AccessLogProofs;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessReviewing;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckProving;
import uk.nhs.rtec.application.audit.HistoryReading;
import uk.nhs.rtec.application.audit.LedgerProofs;
import uk.nhs.rtec.application.audit.ProveChecks;
import uk.nhs.rtec.application.audit.ReadHistory;
import uk.nhs.rtec.application.audit.ReviewAccesses;
import uk.nhs.rtec.application.check.CheckExemption;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.ExemptionChecking;
import uk.nhs.rtec.application.check.ExemptionRegister;
import uk.nhs.rtec.application.check.PatientDemographics;
import uk.nhs.rtec.application.check.PrescriptionTracker;
import uk.nhs.rtec.application.check.TwinsInFlight;
import uk.nhs.rtec.application.register.CertificateImport;
import uk.nhs.rtec.application.register.CertificateRecords;
import uk.nhs.rtec.application.register.CertificateRegistration;
import uk.nhs.rtec.application.register.CertificateRevocation;
import uk.nhs.rtec.application.register.CertificateStore;
import uk.nhs.rtec.application.register.ImportCertificates;
import uk.nhs.rtec.application.register.ReadRegister;
import uk.nhs.rtec.application.register.RegisterCertificate;
import uk.nhs.rtec.application.register.RegisterReader;
import uk.nhs.rtec.application.register.RevokeCertificate;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.audit.HibernateAccessAlerts;
import uk.nhs.rtec.persistence.audit.HibernateAccessLog;
import uk.nhs.rtec.persistence.audit.HibernateAccessRecords;
import uk.nhs.rtec.persistence.audit.HibernateExportRecords;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.rest.access.TokenSettings;
import uk.nhs.rtec.rest.audit.AuditSite;

/** The use cases over their ports, and the clock, the threads and the names that they are given. */
@ApplicationScoped
class UseCaseWiring {

    /**
     * As many as the bulkhead lets through. The executor has a thread for each, to PDS and to the tracker, so that nobody waits for one and
     * a slow upstream takes none of the other's.
     */
    private static final int CALLS_TO_AN_UPSTREAM = 80;

    /** As many as the executor has threads and places to wait. */
    private static final int CALLS_TO_STORES = 160;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/upstream")
    private ManagedExecutorService upstream;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/store")
    private ManagedExecutorService store;

    @SuppressWarnings("NullAway.Init") // The container sets both before anything is produced.
    UseCaseWiring() {}

    @Produces
    InstantSource clock() {
        return InstantSource.system();
    }

    @Produces
    TokenSettings tokens(Settings settings) {
        return settings.tokens();
    }

    @Produces
    @ApplicationScoped
    CheckExemption checkExemption(
            PatientDemographics demographics,
            PrescriptionTracker tracker,
            ExemptionRegister register,
            CheckLedger ledger,
            Settings settings,
            InstantSource clock,
            MeterRegistry meters) {
        SecureRandom chance = new SecureRandom();
        ExemptionChecking checking = new ExemptionChecking(
                new ExemptionChecking.Sources(demographics, tracker, register),
                ledger,
                settings.checkPolicy(),
                new ExemptionChecking.Threads(
                        new BoundedExecutor(upstream, CALLS_TO_AN_UPSTREAM),
                        new BoundedExecutor(upstream, CALLS_TO_AN_UPSTREAM),
                        new BoundedExecutor(store, CALLS_TO_STORES)),
                clock,
                () -> CheckId.madeAt(clock.instant(), chance::nextLong));
        return new MeteredCheckExemption(
                new TwinsInFlight(checking, settings.checkPolicy().deadline()), meters);
    }

    @Produces
    @ApplicationScoped
    ImportCertificates importCertificates(CertificateStore certificates, InstantSource clock) {
        return new CertificateImport(certificates, clock);
    }

    @Produces
    @ApplicationScoped
    RegisterCertificate registerCertificate(CertificateStore certificates, InstantSource clock) {
        return new CertificateRegistration(certificates, clock);
    }

    @Produces
    @ApplicationScoped
    RevokeCertificate revokeCertificate(CertificateRecords records, InstantSource clock) {
        return new CertificateRevocation(records, clock);
    }

    @Produces
    @ApplicationScoped
    ReadRegister readRegister(CertificateRecords records) {
        return new RegisterReader(records);
    }

    @Produces
    @ApplicationScoped
    ProveChecks proveChecks(
            LedgerProofs proofs, AccessLogProofs accessLog, AccessRecords accesses, InstantSource clock) {
        return new CheckProving(proofs, accessLog, accesses, clock);
    }

    @Produces
    @ApplicationScoped
    ReviewAccesses reviewAccesses(Store store, KeyRing keys, HibernateAccessRecords accesses, InstantSource clock) {
        return new AccessReviewing(
                new HibernateAccessLog(store),
                new HibernateAccessAlerts(store, accesses),
                new HibernateExportRecords(store, keys, accesses)::find,
                accesses,
                clock);
    }

    @Produces
    @Singleton
    AuditSite auditSite(Settings settings) {
        return new AuditSite(settings.ledgerOrigin());
    }

    @Produces
    @ApplicationScoped
    ReadHistory readHistory(CheckHistory history, AccessRecords accesses, InstantSource clock) {
        return new HistoryReading(history, accesses, clock);
    }
}
