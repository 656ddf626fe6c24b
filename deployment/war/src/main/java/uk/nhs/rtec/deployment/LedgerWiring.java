package uk.nhs.rtec.deployment;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;
import uk.nhs.rtec.application.audit.AccessLogProofs;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.LedgerProofs;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.audit.AccessLogSigner;
import uk.nhs.rtec.persistence.audit.HibernateAccessLogProofs;
import uk.nhs.rtec.persistence.ledger.GroupCommitCheckLedger;
import uk.nhs.rtec.persistence.ledger.HibernateCheckHistory;
import uk.nhs.rtec.persistence.ledger.HibernateLedgerProofs;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.persistence.ledger.LedgerSequencer;
import uk.nhs.rtec.persistence.ledger.LedgerSettings;
import uk.nhs.rtec.persistence.ledger.LedgerUpkeep;
import uk.nhs.rtec.persistence.ledger.UnsignedBatches;
import uk.nhs.rtec.rest.api.Cursors;

/** The ledger of checks behind its ports: its keys, its one writer, its reader, and what keeps it. */
@ApplicationScoped
class LedgerWiring {

    /** The writer's alone: it must not wait for anybody else. */
    @Resource(lookup = "java:jboss/datasources/RtecLedgerDS")
    private DataSource writing;

    @Resource(lookup = "java:jboss/datasources/RtecDS")
    private DataSource database;

    @SuppressWarnings("NullAway.Init") // The container sets both before anything is produced.
    LedgerWiring() {}

    @Produces
    @Singleton
    KeyRing keys(Store store, Settings settings, InstantSource clock) {
        return new KeyRing(store, settings.ledgerKeys(), clock);
    }

    @Produces
    @Singleton
    GroupCommitCheckLedger ledger(Store store, KeyRing keys, Settings settings, InstantSource clock) {
        return new GroupCommitCheckLedger(
                store, writing, keys, LedgerSettings.of(settings.node()), clock, LedgerWiring::writer);
    }

    void close(@Disposes GroupCommitCheckLedger ledger) {
        ledger.close();
    }

    @Produces
    @ApplicationScoped
    CheckHistory history(Store store, KeyRing keys) {
        return new HibernateCheckHistory(store, keys);
    }

    @Produces
    @Singleton
    Cursors cursors(Settings settings) {
        return new Cursors(settings.ledgerKeys().derived("cursors"));
    }

    @Produces
    @ApplicationScoped
    LedgerProofs proofs(Store store, KeyRing keys) {
        return new HibernateLedgerProofs(store, keys);
    }

    @Produces
    @Singleton
    LedgerSequencer sequencer(Settings settings, InstantSource clock) {
        return new LedgerSequencer(database, settings.ledgerOrigin(), settings.checkpointKeys(), clock);
    }

    @Produces
    @Singleton
    UnsignedBatches unsigned() {
        return new UnsignedBatches(database);
    }

    @Produces
    @Singleton
    AccessLogSigner signer(Settings settings, InstantSource clock) {
        return new AccessLogSigner(database, settings.ledgerOrigin(), settings.checkpointKeys(), clock);
    }

    @Produces
    @ApplicationScoped
    AccessLogProofs accessLogProofs(Store store) {
        return new HibernateAccessLogProofs(store);
    }

    @Produces
    @Singleton
    LedgerUpkeep upkeep(KeyRing keys, InstantSource clock) {
        return new LedgerUpkeep(database, keys, clock);
    }

    /** Not one of the server's: those are interrupted when it stops, and an embedded database does not survive that. */
    private static Thread writer(Runnable task) {
        Thread thread = new Thread(task, "rtec-ledger-writer");
        thread.setDaemon(true);
        return thread;
    }
}
