package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.proof.Checkpoint;

/**
 * How far the ledger is joined and signed.
 *
 * @param months the last checkpoint of each month, the oldest month first
 * @param batchesWaiting how many batches are written and not yet in any log
 * @param waitingSince when the oldest of them was written
 * @param ownerInUse whether the service uses the database as the owner of its tables, who may change what is on record
 */
public record LedgerState(
        List<MonthState> months, long batchesWaiting, Optional<Instant> waitingSince, boolean ownerInUse) {

    public LedgerState {
        months = List.copyOf(months);
    }

    /** What was last signed of a month. */
    public record MonthState(Checkpoint checkpoint, Instant signedAt) {}
}
