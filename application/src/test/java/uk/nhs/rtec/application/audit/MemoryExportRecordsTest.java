package uk.nhs.rtec.application.audit;

final class MemoryExportRecordsTest implements ExportRecordsContract {

    private final MemoryAccessRecords accesses = new MemoryAccessRecords();
    private final MemoryExportRecords records = new MemoryExportRecords(accesses);

    @Override
    public ExportRecords records() {
        return records;
    }

    @Override
    public AccessLog log() {
        return accesses;
    }
}
