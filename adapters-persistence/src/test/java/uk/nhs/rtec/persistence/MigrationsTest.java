package uk.nhs.rtec.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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

    @Test
    void accessesThatWereRecordedBeforeTheChainAreKeptOnH2() throws SQLException {
        accessesThatWereRecordedBeforeTheChainAreKept(h2(), "H2", "sa", "sa");
    }

    @Test
    void accessesThatWereRecordedBeforeTheChainAreKeptOnPostgres() throws SQLException {
        DataSource source =
                RealPostgres.shared().database("before_the_chain", RealPostgres.OWNER, RealPostgres.OWNER_PASSWORD);

        accessesThatWereRecordedBeforeTheChainAreKept(
                source, "PostgreSQL", RealPostgres.OWNER, RealPostgres.OWNER_PASSWORD);

        assertThatThrownBy(() -> execute(source, "delete from history_access_before_chain"))
                .hasMessageContaining("only ever added to");
    }

    @Test
    void whereNothingWasRecordedBeforeTheChainNothingIsLeftOfItsTable() {
        DataSource source = h2();
        Migrations.apply(source, "sa", "sa");

        assertThatThrownBy(() -> execute(source, "select * from history_access_before_chain"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> execute(source, "select * from history_access"))
                .isInstanceOf(SQLException.class);
    }

    private static void accessesThatWereRecordedBeforeTheChainAreKept(
            DataSource source, String product, String user, String password) throws SQLException {
        // As an older service left it; what is repeated is of the newest schema.
        Migrations.migrations(source, product, '"' + user + '"')
                .target("52")
                .repeatableSqlMigrationPrefix("none")
                .load()
                .migrate();
        execute(
                source,
                "insert into history_access (id, accessed_at, ods_code, user_id, reason, conditions, check_id) values"
                        + " ('0b1c2f3d-4e5f-4062-8837-495a6b7c8d9e', current_timestamp, 'X26', '555254240000', 'case 17',"
                        + " array['odsCode'], null)");

        Migrations.apply(source, user, password);

        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet kept =
                        statement.executeQuery("select id, user_id, reason from history_access_before_chain")) {
            assertThat(kept.next()).isTrue();
            assertThat(kept.getString(1)).isEqualTo("0b1c2f3d-4e5f-4062-8837-495a6b7c8d9e");
            assertThat(kept.getString(2)).isEqualTo("555254240000");
            assertThat(kept.getString(3)).isEqualTo("case 17");
            assertThat(kept.next()).isFalse();
        }
        Store.open(source, patience -> 60).close();
    }

    private static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
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

    private static DataSource h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";DB_CLOSE_DELAY=-1;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        source.setUser("sa");
        source.setPassword("sa");
        return source;
    }
}
