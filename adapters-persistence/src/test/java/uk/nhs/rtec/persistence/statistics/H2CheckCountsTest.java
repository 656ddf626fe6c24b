package uk.nhs.rtec.persistence.statistics;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;

final class H2CheckCountsTest implements FollowedLedgerContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    private final LedgerUnderTest ledger = LedgerUnderTest.patient(DATABASE.store(), DATABASE.application());

    @AfterEach
    void close() {
        ledger.close();
    }

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }

    @Override
    public LedgerUnderTest ledgerUnderTest() {
        return ledger;
    }
}
