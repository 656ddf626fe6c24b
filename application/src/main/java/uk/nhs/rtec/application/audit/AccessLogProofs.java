package uk.nhs.rtec.application.audit;

import java.util.List;
import uk.nhs.rtec.domain.proof.AccessLogNote;

/** What the access log can prove of itself. */
public interface AccessLogProofs {

    /**
     * How far it is signed.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    AccessLogState state();

    /**
     * What was last signed of each node: for a witness elsewhere.
     *
     * @throws HistoryUnavailable when that cannot be said
     */
    List<AccessLogNote> heads();
}
