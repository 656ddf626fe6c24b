package uk.nhs.rtec.application.audit;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.requester.Officer;

/** Puts each look at a check on record, then proves it; what tells of no check anybody who may audit may see. */
public final class CheckProving implements ProveChecks {

    private final LedgerProofs proofs;
    private final AccessRecords accesses;
    private final InstantSource clock;

    public CheckProving(LedgerProofs proofs, AccessRecords accesses, InstantSource clock) {
        this.proofs = proofs;
        this.accesses = accesses;
        this.clock = clock;
    }

    @Override
    public Optional<Provable> evidence(Officer auditor, CheckId id) {
        accesses.add(new AccessToHistory(
                AccessKind.EVIDENCE,
                auditor,
                Optional.empty(),
                Set.of(),
                Optional.of(id),
                Optional.empty(),
                clock.instant().truncatedTo(ChronoUnit.MICROS)));
        return proofs.evidence(id);
    }

    @Override
    public LedgerState state() {
        return proofs.state();
    }

    @Override
    public List<CheckpointNote> checkpoints() {
        return proofs.checkpoints();
    }
}
