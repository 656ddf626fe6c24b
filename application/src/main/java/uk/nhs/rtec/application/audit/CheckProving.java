package uk.nhs.rtec.application.audit;

import java.time.InstantSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ConsistencyProof;
import uk.nhs.rtec.domain.requester.Officer;

/** Proves checks, and puts each look at one on record before it is told what was seen; what tells of no check anybody who may audit may see. */
public final class CheckProving implements ProveChecks {

    private final LedgerProofs proofs;
    private final AccessLogProofs accessLog;
    private final AccessWitness witness;

    public CheckProving(LedgerProofs proofs, AccessLogProofs accessLog, AccessRecords accesses, InstantSource clock) {
        this.proofs = proofs;
        this.accessLog = accessLog;
        this.witness = new AccessWitness(accesses, clock);
    }

    @Override
    public Optional<Provable> evidence(Officer auditor, CheckId id) {
        return proved(AccessKind.EVIDENCE, auditor, id);
    }

    @Override
    public Optional<Provable> document(Officer auditor, CheckId id) {
        return proved(AccessKind.EVIDENCE_DOCUMENT, auditor, id);
    }

    private Optional<Provable> proved(AccessKind kind, Officer auditor, CheckId id) {
        return witness.find(witness.attempt(kind, auditor).about(AccessSubject.of(id)), () -> proofs.evidence(id));
    }

    @Override
    public LedgerState state() {
        return proofs.state();
    }

    @Override
    public AccessLogState accessLog() {
        return accessLog.state();
    }

    @Override
    public List<AccessLogNote> accessLogHeads() {
        return accessLog.heads();
    }

    @Override
    public List<CheckpointNote> checkpoints() {
        return proofs.checkpoints();
    }

    @Override
    public Optional<ConsistencyProof> consistency(YearMonth month, long from, long to) {
        return proofs.consistency(month, from, to);
    }
}
