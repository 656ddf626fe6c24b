package uk.nhs.rtec.application.audit;

final class MemoryAccessRecordsTest implements AccessRecordsContract, AccessAlertsContract {

    private final MemoryAccessRecords accesses = new MemoryAccessRecords();
    private final MemoryAccessRecords reviewed = new MemoryAccessRecords(ALL_ALERTS);

    @Override
    public AccessRecords accesses() {
        return accesses;
    }

    @Override
    public AccessLog log() {
        return accesses;
    }

    @Override
    public AccessRecords reviewed() {
        return reviewed;
    }

    @Override
    public AccessAlerts alerts() {
        return reviewed;
    }
}
