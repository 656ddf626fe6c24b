package uk.nhs.rtec.persistence.ledger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckHistoryContract;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.audit.ExportedChecksContract;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.CheckLedgerContract;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class H2CheckLedgerTest implements CheckLedgerContract, CheckHistoryContract, ExportedChecksContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    private final LedgerUnderTest ledger = LedgerUnderTest.patient(DATABASE.store(), DATABASE.application());

    @AfterEach
    void close() {
        ledger.close();
    }

    @Override
    public CheckLedger ledger() {
        return ledger.ledger();
    }

    @Override
    public CheckHistory history() {
        return ledger.history();
    }

    @Override
    public ExportSource<CheckQuery, KeptCheck> exported() {
        return new HibernateExportedChecks(DATABASE.store(), ledger.keys());
    }

    @Override
    public void fill(int count) {
        ManyChecks.append(ledger.ledger(), count);
    }
}
