package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Requests to take something out, decisions on them and what went out, to which is only ever added, each with the access that it was: both are
 * kept or neither. Every method throws {@link HistoryUnavailable} when the store cannot say, or may not have kept what it was to keep.
 */
public interface ExportRecords {

    /** Keeps a request with what it asks for, which is sealed as the patients of its month are. */
    void add(ExportRequest request, AskedConditions conditions, AccessToHistory access);

    /** The export of that name. */
    Optional<Export> find(ExportId id);

    /** What an export asks for; nothing when there is none of that name, or when the keys of its month were destroyed. */
    Optional<AskedConditions> conditions(ExportId id);

    /** Exports of that kind that take a decision and have none, and do not expire by now: the oldest first. */
    List<Export> awaitingApproval(ExportKind kind, Instant now, int most);

    /**
     * Keeps the one decision on an export.
     *
     * @return false when there is one already, and nothing changed
     */
    boolean decide(ExportDecision decision, AccessToHistory access);

    /** Keeps that an export went out as a whole. */
    void add(ExportDownload download, AccessToHistory access);

    /** The last time that it did. */
    Optional<ExportDownload> lastDownload(ExportId id);
}
