package uk.nhs.rtec.application.statistics;

import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.MemoryCheckLedger;

final class MemoryCheckCountsTest implements CheckCountsContract {

    private final MemoryCheckLedger ledger = new MemoryCheckLedger();
    private final MemoryCheckCounts counts = new MemoryCheckCounts(ledger);

    @Override
    public CheckLedger ledger() {
        return ledger;
    }

    @Override
    public CheckCounts counts() {
        return counts;
    }

    @Override
    public void count() {
        // Made anew for every question.
    }
}
