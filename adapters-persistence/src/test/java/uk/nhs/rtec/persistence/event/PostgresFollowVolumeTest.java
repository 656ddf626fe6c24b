package uk.nhs.rtec.persistence.event;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class PostgresFollowVolumeTest implements FollowVolumeContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
