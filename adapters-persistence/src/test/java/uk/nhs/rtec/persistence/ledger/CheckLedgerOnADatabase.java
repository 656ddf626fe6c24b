package uk.nhs.rtec.persistence.ledger;

import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckHistoryContract;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.audit.ExportedChecksContract;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.CheckLedgerContract;
import uk.nhs.rtec.domain.check.KeptCheck;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** The contracts of the ledger, and of what is read of it, on a database. */
interface CheckLedgerOnADatabase extends CheckLedgerContract, CheckHistoryContract, ExportedChecksContract {

    DatabaseUnderTest database();

    LedgerUnderTest ledgerUnderTest();

    @Override
    default CheckLedger ledger() {
        return ledgerUnderTest().ledger();
    }

    @Override
    default CheckHistory history() {
        return ledgerUnderTest().history();
    }

    @Override
    default ExportSource<CheckQuery, KeptCheck> exported() {
        return new HibernateExportedChecks(database().store(), ledgerUnderTest().keys());
    }

    @Override
    default void fill(int count) {
        ManyChecks.append(ledgerUnderTest().ledger(), count);
    }
}
