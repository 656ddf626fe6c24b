package uk.nhs.rtec.persistence.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class PostgresCheckLedgerTest implements CheckLedgerOnADatabase {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

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
