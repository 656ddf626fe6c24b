package uk.nhs.rtec.deployment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.claim.ClaimDesk;
import uk.nhs.rtec.application.claim.JudgeLateChecks;
import uk.nhs.rtec.application.claim.LateChecks;
import uk.nhs.rtec.application.claim.ReadClaims;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.claim.HibernateClaimRecords;
import uk.nhs.rtec.persistence.claim.HibernateClaims;
import uk.nhs.rtec.persistence.ledger.KeyRing;

/** Reimbursement claims: what is read of them, and who looks at them again when checks come late; they are taken in as jobs. */
@ApplicationScoped
class ClaimWiring {

    @Produces
    @ApplicationScoped
    ReadClaims read(Store store, AccessRecords accesses, InstantSource clock) {
        return new ClaimDesk(new HibernateClaimRecords(store), accesses, clock);
    }

    @Produces
    @ApplicationScoped
    JudgeLateChecks late(Store store, KeyRing keys, InstantSource clock) {
        return new LateChecks(new HibernateClaims(store, keys), clock);
    }
}
