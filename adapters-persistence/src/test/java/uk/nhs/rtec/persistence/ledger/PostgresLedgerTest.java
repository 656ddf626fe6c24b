package uk.nhs.rtec.persistence.ledger;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class PostgresLedgerTest implements LedgerContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
