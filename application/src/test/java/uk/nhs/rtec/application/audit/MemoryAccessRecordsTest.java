package uk.nhs.rtec.application.audit;

import java.util.List;

final class MemoryAccessRecordsTest implements AccessRecordsContract {

    private final MemoryAccessRecords accesses = new MemoryAccessRecords();

    @Override
    public AccessRecords accesses() {
        return accesses;
    }

    @Override
    public List<AccessToHistory> onRecord() {
        return accesses.all();
    }
}
