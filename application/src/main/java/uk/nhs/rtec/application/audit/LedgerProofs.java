package uk.nhs.rtec.application.audit;

import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.CheckpointNote;

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
}
