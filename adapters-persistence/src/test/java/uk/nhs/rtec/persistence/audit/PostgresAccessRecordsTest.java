package uk.nhs.rtec.persistence.audit;

import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class PostgresAccessRecordsTest implements AccessChainContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    private final Records records = new Records(DATABASE);

    @Override
    public Records records() {
        return records;
    }
}
