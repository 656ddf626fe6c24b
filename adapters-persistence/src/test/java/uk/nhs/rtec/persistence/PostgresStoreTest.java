package uk.nhs.rtec.persistence;

import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresStoreTest implements StoreContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
