package uk.nhs.rtec.application.audit;

import uk.nhs.rtec.domain.requester.Officer;

/** Asks to take the result of a search out. */
@FunctionalInterface
public interface RequestExport {

    /**
     * Fixes what is in the export, and says how much it is; the request is on record before that is told.
     *
     * @param reason why, 1 to 200 characters
     * @throws HistoryUnavailable when nothing can be told now
     */
    Export request(Officer officer, ExportKind kind, String reason, AskedConditions conditions);
}
