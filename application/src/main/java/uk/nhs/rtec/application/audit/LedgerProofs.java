package uk.nhs.rtec.application.audit;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ConsistencyProof;

/** What the ledger can prove of itself. */
public interface LedgerProofs {

    /**
     * The proof of one check, or nothing when there is none of that name.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    Optional<Provable> evidence(CheckId id);

    /**
     * How far the ledger is joined and signed.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    LedgerState state();

    /**
     * The last checkpoint of each month, the oldest month first: for a witness elsewhere.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    List<CheckpointNote> checkpoints();

    /**
     * That the log of a month was only added to from one size to another, or nothing when nothing was signed of so many batches.
     *
     * @param from not more than the other
     * @throws HistoryUnavailable when that cannot be said
     */
    Optional<ConsistencyProof> consistency(YearMonth month, long from, long to);
}
