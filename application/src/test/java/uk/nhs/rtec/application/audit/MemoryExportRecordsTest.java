package uk.nhs.rtec.application.audit;

final class MemoryExportRecordsTest implements ExportRecordsContract {

    private final MemoryExportRecords records = new MemoryExportRecords();

    @Override
    public ExportRecords records() {
        return records;
    }
}
