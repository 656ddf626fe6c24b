package uk.nhs.rtec.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Test;
import uk.nhs.rtec.application.Examples;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.persistence.ledger.LedgerUnderTest;
import uk.nhs.rtec.persistence.ledger.LedgerUpkeep;

final class MigrationsTest {

    private static final String MODE = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";

    @Test
    void theOwnerMayBeTheApplicationUserOnH2() {
        theOwnerMayBeTheApplicationUser(h2(), "sa", "sa");
    }

    @Test
    void theOwnerMayBeTheApplicationUserOnPostgres() {
        theOwnerMayBeTheApplicationUser(
                RealPostgres.shared().database("one_user", RealPostgres.OWNER, RealPostgres.OWNER_PASSWORD),
                RealPostgres.OWNER,
                RealPostgres.OWNER_PASSWORD);
    }

    @Test
    void aStoreDoesNotOpenOnASchemaThatIsNotUpToDate() {
        assertThatThrownBy(() -> Store.open(h2())).isInstanceOf(SchemaManagementException.class);
    }

    private static void theOwnerMayBeTheApplicationUser(DataSource source, String user, String password) {
        Migrations.apply(source, user, password);
        Migrations.apply(source, user, password);
        ConcludedCheck check = Examples.check()
                .answeredAt(InstantSource.system().instant().truncatedTo(ChronoUnit.MICROS))
                .concluded();
        try (Store store = Store.open(source, patience -> 60);
                LedgerUnderTest ledger = LedgerUnderTest.patient(store, source)) {
            new LedgerUpkeep(source, ledger.keys(), InstantSource.system()).run();
            assertThat(ledger.ledger().append(check).concluded()).isEqualTo(check);
        }
    }

    @Test
    void anotherPasswordOfTheApplicationUserCountsFromTheNextStartOnH2() throws SQLException {
        String name = "jdbc:h2:mem:" + UUID.randomUUID() + MODE;
        JdbcDataSource owner = h2(name + ";DB_CLOSE_DELAY=-1");
        Migrations.apply(owner, "rtec_app", "the first");
        Migrations.apply(owner, "rtec_app", "the second's");

        // Who is no administrator may not state the delay.
        JdbcDataSource application = h2(name);
        application.setUser("rtec_app");
        application.setPassword("the second's");
        try (Connection connection = application.getConnection()) {
            assertThat(connection.isValid(60)).isTrue();
        }
        application.setPassword("the first");
        assertThatThrownBy(() -> application.getConnection().close()).isInstanceOf(SQLException.class);
    }

    private static JdbcDataSource h2() {
        return h2("jdbc:h2:mem:" + UUID.randomUUID() + MODE + ";DB_CLOSE_DELAY=-1");
    }

    private static JdbcDataSource h2(String url) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("sa");
        source.setPassword("sa");
        return source;
    }
}
