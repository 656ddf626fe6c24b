package uk.nhs.rtec.application.audit;

import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.AccessLogNote;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ConsistencyProof;
import uk.nhs.rtec.domain.requester.Officer;

/** Gives an auditor what proves the ledger; a look at one check is itself on record before anything is shown. */
public interface ProveChecks {

    /**
     * The proof of one check with all that is known of its patient, or nothing when there is no check of that name.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    Optional<Provable> evidence(Officer auditor, CheckId id);

    /**
     * The same, for a document that people read.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    Optional<Provable> document(Officer auditor, CheckId id);

    /**
     * How far the ledger is joined and signed.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    LedgerState state();

    /**
     * How far it is signed who looked at what.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    AccessLogState accessLog();

    /**
     * What was last signed of each node of who looked at what.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    List<AccessLogNote> accessLogHeads();

    /**
     * The last checkpoint of each month, the oldest month first.
     *
     * @throws HistoryUnavailable when nothing can be shown now
     */
    List<CheckpointNote> checkpoints();

    /**
     * That the log of a month was only added to from one size to another, or nothing when nothing was signed of so many batches.
     *
     * @param from not more than the other
     * @throws HistoryUnavailable when nothing can be shown now
     */
    Optional<ConsistencyProof> consistency(YearMonth month, long from, long to);
}
