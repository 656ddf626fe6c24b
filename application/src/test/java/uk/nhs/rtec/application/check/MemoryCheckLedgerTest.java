package uk.nhs.rtec.application.check;

import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckHistoryContract;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.audit.ExportedChecksContract;
import uk.nhs.rtec.domain.check.KeptCheck;

final class MemoryCheckLedgerTest implements CheckLedgerContract, CheckHistoryContract, ExportedChecksContract {

    private final MemoryCheckLedger ledger = new MemoryCheckLedger();

    @Override
    public CheckLedger ledger() {
        return ledger;
    }

    @Override
    public CheckHistory history() {
        return ledger;
    }

    @Override
    public ExportSource<CheckQuery, KeptCheck> exported() {
        return ledger;
    }
}
