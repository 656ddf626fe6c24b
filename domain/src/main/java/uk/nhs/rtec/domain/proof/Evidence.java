package uk.nhs.rtec.domain.proof;

import java.security.PublicKey;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One check with everything that proves it to somebody who has nothing of the ledger but its public key.
 *
 * @param check what the ledger keeps of it in the clear
 * @param patient what is disclosed of its patient
 * @param batch the batch that it was written in
 * @param inBatch that the check stands in the batch
 * @param inLog that the batch stands in the log of the month
 * @param checkpoint that the ledger vouches for the log
 */
public record Evidence(
        ClearFields check,
        PatientEvidence patient,
        BatchHeader batch,
        InclusionProof inBatch,
        InclusionProof inLog,
        CheckpointNote checkpoint) {

    /** Whether the ledger with this key recorded the check, and what is wrong if that is not shown. */
    public Verdict verify(PublicKey ledgersKey) {
        return verify(List.of(ledgersKey));
    }

    /** Whether the ledger that had these keys, one after the other, recorded the check, and what is wrong if that is not shown. */
    public Verdict verify(Collection<PublicKey> ledgersKeys) {
        Set<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        if (!checkpoint.isSignedByAny(ledgersKeys)) {
            flaws.add(Flaw.CHECKPOINT_NOT_SIGNED);
        }
        Checkpoint log = checkpoint.checkpoint();
        if (inLog.size() != log.size() || !inLog.proves(batch.hash(), log.root())) {
            flaws.add(Flaw.BATCH_NOT_IN_LOG);
        }
        if (inBatch.size() != batch.size() || !inBatch.proves(check.leaf(), batch.root())) {
            flaws.add(Flaw.CHECK_NOT_IN_BATCH);
        }
        if (!batch.month().equals(log.month()) || !isOfTheMonth()) {
            flaws.add(Flaw.OTHER_MONTH);
        }
        Optional<Bytes> recorded = check.value(ClearField.PATIENT_ROOT);
        if (!recorded.equals(Optional.of(patient.root().bytes()))) {
            flaws.add(Flaw.PATIENT_NOT_AS_RECORDED);
        }
        return flaws.isEmpty() ? new Verdict.Verified() : new Verdict.NotVerified(flaws);
    }

    private boolean isOfTheMonth() {
        Optional<Instant> answeredAt;
        try {
            answeredAt = check.moment(ClearField.ANSWERED_AT);
        } catch (IllegalArgumentException e) {
            return false; // bytes that are no text
        }
        return answeredAt.map(Moments::monthOf).filter(batch.month()::equals).isPresent();
    }
}
