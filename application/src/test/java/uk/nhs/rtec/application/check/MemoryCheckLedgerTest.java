package uk.nhs.rtec.application.check;

import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckHistoryContract;

final class MemoryCheckLedgerTest implements CheckLedgerContract, CheckHistoryContract {

    private final MemoryCheckLedger ledger = new MemoryCheckLedger();

    @Override
    public CheckLedger ledger() {
        return ledger;
    }

    @Override
    public CheckHistory history() {
        return ledger;
    }
}
