package uk.nhs.rtec.persistence.event;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class PostgresEventStoresTest implements EventStoresContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
