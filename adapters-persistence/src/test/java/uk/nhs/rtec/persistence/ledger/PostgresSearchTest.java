package uk.nhs.rtec.persistence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static uk.nhs.rtec.application.Examples.PETER_PARKER;
import static uk.nhs.rtec.application.Examples.check;
import static uk.nhs.rtec.application.audit.ExampleQuery.everyCheck;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.audit.SearchTooBroad;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.persistence.DatabaseUnderTest;

/** What becomes of searches on a database that is there and does not come to an end, and of rows that are older than a column. */
final class PostgresSearchTest {

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @Test
    void aSearchThatDoesNotEndInItsTimeIsGivenUpAndTheNextOneIsAnswered() throws SQLException {
        try (LedgerUnderTest node = node();
                Connection other = DATABASE.owner().getConnection()) {
            RecordedCheck check = node.ledger().append(check().concluded());
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("lock table ledger_check in access exclusive mode");
            }
            assertThatExceptionOfType(SearchTooBroad.class)
                    .isThrownBy(() -> node.history().find(everyCheck().query()))
                    .withNoCause()
                    .withMessageContaining("57014");
            other.rollback();
            assertThat(node.history().find(everyCheck().query()).checks()).containsExactly(check);
        }
    }

    @Test
    void aCheckFromBeforePostcodesWereHashedIsFoundByTheRest() {
        try (LedgerUnderTest node = node()) {
            RecordedCheck check = node.ledger().append(check().concluded());
            DATABASE.asOwner("alter table ledger_check disable trigger user");
            DATABASE.asOwner("update ledger_check set postcode_hash = null");
            DATABASE.asOwner("alter table ledger_check enable trigger user");
            assertThat(node.history()
                            .find(everyCheck().of(PETER_PARKER.postcode()).query())
                            .checks())
                    .isEmpty();
            assertThat(node.history()
                            .find(everyCheck().of(PETER_PARKER.nhsNumber()).query())
                            .checks())
                    .containsExactly(check);
        }
        assertThat(new ChainCheck(DATABASE.owner()).run().faults()).isEmpty();
    }

    private static LedgerUnderTest node() {
        return LedgerUnderTest.patient(DATABASE.store(), DATABASE.application());
    }
}
