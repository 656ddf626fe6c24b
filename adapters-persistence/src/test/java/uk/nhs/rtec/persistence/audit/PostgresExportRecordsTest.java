package uk.nhs.rtec.persistence.audit;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.audit.ExportRecords;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;

final class PostgresExportRecordsTest implements SealedExportsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    private final KeyRing keys = LedgerUnderTest.keyRing(DATABASE.store());

    @Override
    public ExportRecords records() {
        return new HibernateExportRecords(DATABASE.store(), keys);
    }

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
