package uk.nhs.rtec.persistence.covid;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class H2CovidExemptionsTest implements CovidExemptionsOnADatabase {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
