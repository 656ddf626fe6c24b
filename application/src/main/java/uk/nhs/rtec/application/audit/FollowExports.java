package uk.nhs.rtec.application.audit;

import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.requester.Officer;

/** Shows how exports stand. */
public interface FollowExports {

    /** The most that are shown at once of those that wait. */
    int MOST_AWAITING = 200;

    /**
     * The officer's own export of that kind and name, of which nobody learns anything new.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    Optional<Export> own(Officer officer, ExportKind kind, ExportId id);

    /**
     * Anybody's export of that kind and name, for who decides on them; that the officer looked is on record before.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    Optional<Export> anybodys(Officer officer, ExportKind kind, ExportId id);

    /**
     * Those of that kind that wait for a decision, the oldest first, {@value #MOST_AWAITING} at most; that the officer looked is on record
     * before.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    List<Export> awaitingApproval(Officer officer, ExportKind kind);

    /**
     * The last time that an export went out as a whole.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    Optional<ExportDownload> lastDownload(ExportId id);
}
