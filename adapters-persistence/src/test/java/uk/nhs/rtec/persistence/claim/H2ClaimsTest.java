package uk.nhs.rtec.persistence.claim;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;

final class H2ClaimsTest implements ClaimsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    @RegisterExtension
    final LedgerUnderTest ledger = LedgerUnderTest.patient(DATABASE);

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }

    @Override
    public LedgerUnderTest ledgerUnderTest() {
        return ledger;
    }
}
