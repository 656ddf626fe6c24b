package uk.nhs.rtec.acceptance;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.LedgerProofs;
import uk.nhs.rtec.application.audit.LedgerState;
import uk.nhs.rtec.application.audit.Provable;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ConsistencyProof;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.ledger.HibernateLedgerProofs;
import uk.nhs.rtec.persistence.ledger.KeyRing;

/** A ledger that is silent the first time it is asked for its checkpoints: when the first export that goes out is all but complete. */
@Alternative
@Priority(1)
@ApplicationScoped
class SilentAtFirstProofs implements LedgerProofs {

    private final LedgerProofs proofs;
    private final AtomicBoolean asked = new AtomicBoolean();

    /** For the container's proxy only. */
    @SuppressWarnings("NullAway") // The proxy's own instance proves nothing.
    protected SilentAtFirstProofs() {
        this.proofs = null;
    }

    @Inject
    SilentAtFirstProofs(Store store, KeyRing keys) {
        this.proofs = new HibernateLedgerProofs(store, keys);
    }

    @Override
    public Optional<Provable> evidence(CheckId id) {
        return proofs.evidence(id);
    }

    @Override
    public LedgerState state() {
        return proofs.state();
    }

    @Override
    public Optional<ConsistencyProof> consistency(YearMonth month, long from, long to) {
        return proofs.consistency(month, from, to);
    }

    @Override
    public List<CheckpointNote> checkpoints() {
        if (!asked.getAndSet(true)) {
            throw new HistoryUnavailable("the ledger is silent");
        }
        return proofs.checkpoints();
    }
}
