package uk.nhs.rtec.persistence.audit;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class H2AccessRecordsTest implements AccessChainContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    private final Records records = new Records(DATABASE);

    @Override
    public Records records() {
        return records;
    }
}
