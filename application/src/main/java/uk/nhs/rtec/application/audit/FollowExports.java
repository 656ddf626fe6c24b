package uk.nhs.rtec.application.audit;

import java.util.List;
import java.util.Optional;

/** Shows how exports stand. */
public interface FollowExports {

    /** The most that are shown at once of those that wait. */
    int MOST_AWAITING = 200;

    /**
     * The export of that kind and name.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    Optional<Export> export(ExportKind kind, ExportId id);

    /**
     * Those of that kind that wait for a decision, the oldest first, {@value #MOST_AWAITING} at most.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    List<Export> awaitingApproval(ExportKind kind);

    /**
     * The last time that an export went out as a whole.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    Optional<ExportDownload> lastDownload(ExportId id);
}
