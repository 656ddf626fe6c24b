package uk.nhs.rtec.persistence.job;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class H2ImportJobsTest implements ImportJobsOnADatabase {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
