package uk.nhs.rtec.persistence.audit;

import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.audit.AccessRecords;
import uk.nhs.rtec.application.audit.AccessRecordsContract;
import uk.nhs.rtec.application.audit.AccessToHistory;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

final class H2AccessRecordsTest implements AccessRecordsContract {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.h2();

    @Override
    public AccessRecords accesses() {
        return new HibernateAccessRecords(DATABASE.store());
    }

    @Override
    public List<AccessToHistory> onRecord() {
        return AccessRows.read(DATABASE.store());
    }
}
