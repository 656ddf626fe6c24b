package uk.nhs.rtec.application.audit;

import java.util.Optional;
import uk.nhs.rtec.domain.requester.Officer;

/** Lets a second person decide on what one may not take out alone. */
@FunctionalInterface
public interface DecideExport {

    /** What became of a decision. */
    enum Decided {
        DECIDED,
        /** It is the officer's own request. */
        OWN,
        /** Nobody's decision is awaited, or not any more. */
        NOT_AWAITED,
        /** There is no such export. */
        UNKNOWN
    }

    /**
     * Decides, once and for all; that somebody wanted to, and what came of it, is on record before it is told.
     *
     * @param note in the officer's own words, 1 to 200 characters
     * @throws HistoryUnavailable when it may not be decided
     */
    Decided decide(Officer officer, ExportKind kind, ExportId id, ExportDecision.Ruling ruling, Optional<String> note);
}
