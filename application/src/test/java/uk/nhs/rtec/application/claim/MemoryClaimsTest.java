package uk.nhs.rtec.application.claim;

import java.time.YearMonth;
import uk.nhs.rtec.application.audit.ExportSource;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.MemoryCheckLedger;

final class MemoryClaimsTest implements ClaimStoreContract {

    private final MemoryCheckLedger ledger = new MemoryCheckLedger();
    private final MemoryClaims claims = new MemoryClaims(ledger);

    @Override
    public ClaimStore claims() {
        return claims;
    }

    @Override
    public ClaimRecords claimRecords() {
        return claims;
    }

    @Override
    public ExportSource<ClaimQuery, ExportedClaim> exportedClaims() {
        return claims;
    }

    @Override
    public CheckLedger ledger() {
        return ledger;
    }

    @Override
    public void archive(YearMonth month) {
        claims.archive(month);
    }

    @Override
    public void restore(YearMonth month) {
        claims.restore(month);
    }
}
