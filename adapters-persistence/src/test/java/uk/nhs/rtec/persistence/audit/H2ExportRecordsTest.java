package uk.nhs.rtec.persistence.audit;

import static uk.nhs.rtec.application.audit.AccessRecordsContract.NO_ALERTS;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.audit.ExportRecords;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;

final class H2ExportRecordsTest implements SealedExportsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    private final KeyRing keys = LedgerUnderTest.keyRing(DATABASE.store());

    @Override
    public ExportRecords records() {
        return new HibernateExportRecords(
                DATABASE.store(), keys, new HibernateAccessRecords(DATABASE.store(), "node-1", NO_ALERTS));
    }

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
