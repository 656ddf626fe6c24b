package uk.nhs.rtec.persistence.register;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class H2ExemptionRegisterTest implements RegisterOnADatabase {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    @Override
    public DatabaseUnderTest database() {
        return DATABASE;
    }
}
