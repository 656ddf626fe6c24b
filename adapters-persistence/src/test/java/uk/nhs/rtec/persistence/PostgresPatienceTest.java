package uk.nhs.rtec.persistence;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static uk.nhs.rtec.application.Examples.NOON;
import static uk.nhs.rtec.application.audit.AccessRecordsContract.NO_ALERTS;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import uk.nhs.rtec.application.audit.AccessQuery;
import uk.nhs.rtec.application.audit.AlertQuery;
import uk.nhs.rtec.application.audit.SearchTooBroad;
import uk.nhs.rtec.application.claim.ClaimQuery;
import uk.nhs.rtec.persistence.audit.HibernateAccessAlerts;
import uk.nhs.rtec.persistence.audit.HibernateAccessLog;
import uk.nhs.rtec.persistence.audit.HibernateAccessRecords;
import uk.nhs.rtec.persistence.claim.HibernateClaimRecords;
import uk.nhs.rtec.persistence.claim.HibernateExportedClaims;

/** What becomes of searches on a database that is there and does not come to an end. */
final class PostgresPatienceTest {

    private static final ClaimQuery EVERY_CLAIM = new ClaimQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            50,
            Optional.empty());
    private static final AccessQuery EVERY_ACCESS = new AccessQuery(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            50,
            Optional.empty());
    private static final AlertQuery EVERY_ALERT =
            new AlertQuery(Optional.empty(), Optional.empty(), Optional.empty(), 50, Optional.empty());

    @RegisterExtension
    static final DatabaseUnderTest DATABASE = DatabaseUnderTest.postgresql();

    @Test
    void everySearchThatDoesNotEndInItsTimeIsTooBroadAndNoSilence() throws SQLException {
        try (Store impatient = Store.open(DATABASE.application(), patience -> 1);
                Connection other = DATABASE.owner().getConnection()) {
            HibernateAccessRecords records = new HibernateAccessRecords(impatient, "node-1", NO_ALERTS);
            HibernateExportedClaims exported = new HibernateExportedClaims(impatient);
            Map<String, ThrowingCallable> searches = Map.of(
                    "claims", () -> new HibernateClaimRecords(impatient).find(EVERY_CLAIM),
                    "summary of claims", () -> new HibernateClaimRecords(impatient).summary(NOON, NOON.plusSeconds(1)),
                    "extent of an export", () -> exported.extent(EVERY_CLAIM, NOON),
                    "page of an export", () -> exported.page(EVERY_CLAIM, NOON, Optional.empty(), 50),
                    "accesses", () -> new HibernateAccessLog(impatient).find(EVERY_ACCESS),
                    "alerts", () -> new HibernateAccessAlerts(impatient, records).find(EVERY_ALERT));
            other.setAutoCommit(false);
            try (Statement statement = other.createStatement()) {
                statement.execute("lock table claim, access_record in access exclusive mode");
            }

            searches.forEach((name, search) -> assertThatExceptionOfType(SearchTooBroad.class)
                    .as(name)
                    .isThrownBy(search)
                    .withNoCause());

            other.rollback();
            searches.forEach((name, search) -> assertThatNoException().as(name).isThrownBy(search));
        }
    }
}
