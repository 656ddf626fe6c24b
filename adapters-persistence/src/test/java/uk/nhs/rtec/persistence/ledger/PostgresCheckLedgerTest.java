package uk.nhs.rtec.persistence.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckHistoryContract;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.CheckLedgerContract;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class PostgresCheckLedgerTest implements CheckLedgerContract, CheckHistoryContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @Override
    public CheckLedger ledger() {
        return new HibernateCheckLedger(DATABASE.store());
    }

    @Override
    public CheckHistory history() {
        return new HibernateCheckHistory(DATABASE.store());
    }

    @Override
    public void fill(int count) {
        ManyChecks.insert(DATABASE, count);
    }
}
