package uk.nhs.rtec.application.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Records of accesses for tests, that end with their process. */
public final class MemoryAccessRecords implements AccessRecords {

    private final List<AccessToHistory> accesses = new CopyOnWriteArrayList<>();

    @Override
    public void add(AccessToHistory access) {
        accesses.add(access);
    }

    /** What is on record, oldest first. */
    public List<AccessToHistory> all() {
        return List.copyOf(accesses);
    }
}
