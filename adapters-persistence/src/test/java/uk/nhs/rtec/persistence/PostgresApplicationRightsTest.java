package uk.nhs.rtec.persistence;

import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresApplicationRightsTest implements ApplicationRightsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
