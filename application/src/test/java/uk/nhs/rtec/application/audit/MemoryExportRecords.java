package uk.nhs.rtec.application.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records of exports for tests, that end with their process. */
public final class MemoryExportRecords implements ExportRecords {

    private final AccessRecords accesses;
    private final Map<ExportId, ExportRequest> requests = new LinkedHashMap<>();
    private final Map<ExportId, AskedConditions> conditions = new HashMap<>();
    private final Map<ExportId, ExportDecision> decisions = new HashMap<>();
    private final List<ExportDownload> downloads = new ArrayList<>();

    /**
     * None yet.
     *
     * @param accesses where each of them is put on record
     */
    public MemoryExportRecords(AccessRecords accesses) {
        this.accesses = accesses;
    }

    @Override
    public synchronized void add(ExportRequest request, AskedConditions asked, AccessToHistory access) {
        accesses.add(access);
        requests.put(request.id(), request);
        conditions.put(request.id(), asked);
    }

    @Override
    public synchronized Optional<Export> find(ExportId id) {
        return Optional.ofNullable(requests.get(id)).map(this::export);
    }

    @Override
    public synchronized Optional<AskedConditions> conditions(ExportId id) {
        return Optional.ofNullable(conditions.get(id));
    }

    @Override
    public synchronized List<Export> awaitingApproval(ExportKind kind, Instant now, int most) {
        return requests.values().stream()
                .filter(request -> request.kind() == kind)
                .map(this::export)
                .filter(export -> export.state(now) == ExportState.AWAITING_APPROVAL)
                .sorted(Comparator.comparing(export -> export.request().requestedAt()))
                .limit(most)
                .toList();
    }

    @Override
    public synchronized boolean decide(ExportDecision decision, AccessToHistory access) {
        if (decisions.containsKey(decision.export())) {
            return false;
        }
        accesses.add(access);
        decisions.put(decision.export(), decision);
        return true;
    }

    @Override
    public synchronized void add(ExportDownload download, AccessToHistory access) {
        accesses.add(access);
        downloads.add(download);
    }

    @Override
    public synchronized Optional<ExportDownload> lastDownload(ExportId id) {
        return downloads.stream()
                .filter(download -> download.export().equals(id))
                .max(Comparator.comparing(ExportDownload::producedAt));
    }

    private Export export(ExportRequest request) {
        return new Export(request, Optional.ofNullable(decisions.get(request.id())));
    }
}
