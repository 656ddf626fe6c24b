package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import uk.nhs.rtec.application.audit.ExportDesk;
import uk.nhs.rtec.application.audit.ExportId;
import uk.nhs.rtec.application.audit.ExportSubject;
import uk.nhs.rtec.application.audit.LedgerProofs;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.audit.HibernateAccessRecords;
import uk.nhs.rtec.persistence.audit.HibernateExportRecords;
import uk.nhs.rtec.persistence.claim.HibernateExportedClaims;
import uk.nhs.rtec.persistence.ledger.HibernateExportedChecks;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.audit.CheckExports;
import uk.nhs.rtec.rest.audit.Exports;
import uk.nhs.rtec.rest.claim.ClaimExports;

/** What auditors and claims officers take out: what it may be full of, and where it is asked for, agreed to and got. */
@ApplicationScoped
class ExportWiring {

    @Produces
    @Singleton
    Exports exports(
            Store store,
            KeyRing keys,
            HibernateAccessRecords accesses,
            LedgerProofs proofs,
            Cursors cursors,
            Settings settings,
            InstantSource clock) {
        ExportDesk desk = new ExportDesk(
                List.of(
                        new ExportSubject<>(CheckExports.form(cursors), new HibernateExportedChecks(store, keys)),
                        new ExportSubject<>(ClaimExports.form(cursors), new HibernateExportedClaims(store))),
                new HibernateExportRecords(store, keys, accesses),
                new ExportDesk.Witnesses(accesses, proofs),
                settings.exports(),
                () -> new ExportId(UUID.randomUUID()),
                clock);
        return new Exports(desk, desk, desk, desk, new UndertowAnswer());
    }
}
