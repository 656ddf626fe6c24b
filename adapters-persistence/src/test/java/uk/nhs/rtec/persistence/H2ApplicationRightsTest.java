package uk.nhs.rtec.persistence;

import org.junit.jupiter.api.extension.RegisterExtension;

final class H2ApplicationRightsTest implements ApplicationRightsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
