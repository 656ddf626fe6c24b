package uk.nhs.rtec.application.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.nhs.rtec.domain.event.Finding;
import uk.nhs.rtec.domain.event.Findings;
import uk.nhs.rtec.domain.patient.NhsNumber;

/** Findings that end with their process. */
public final class MemoryFindings implements FindingStore {

    private final Map<NhsNumber, List<Finding>> findings = new HashMap<>();

    @Override
    public synchronized Findings of(NhsNumber registered) {
        return new Findings(findings.getOrDefault(registered, List.of()));
    }

    @Override
    public synchronized boolean add(Finding finding) {
        List<Finding> before = findings.computeIfAbsent(finding.registered(), anew -> new ArrayList<>());
        return finding.place() == before.size() + 1 && before.add(finding);
    }
}
