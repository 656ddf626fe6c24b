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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {"in role " + RealPostgres.OWNER, "in role " + RealPostgres.OWNER + " noinherit", "superuser"})
    void whoeverCanActAsTheOwnerCountsAsTheOwner(String otherwise) throws SQLException {
        RealPostgres postgres = RealPostgres.shared();
        String name = "rtec_" + UUID.randomUUID().toString().replace("-", "");
        postgres.administer("create role " + name + " login password 'secret' " + otherwise);
        try (Connection connection = postgres.migrated("owners", name, "secret").getConnection()) {
            assertThat(Ownership.isOf(connection, 1)).isTrue();
        }
    }

    @Test
    void nobodyButTheOwnerMakesTablesBesideTheLedgers() throws SQLException {
        RealPostgres postgres = RealPostgres.shared();
        DataSource owner = postgres.database("open_to_all", RealPostgres.OWNER, RealPostgres.OWNER_PASSWORD);
        execute(owner, "grant create on schema public to public");
        Migrations.apply(owner, DatabaseUnderTest.APPLICATION_USER, DatabaseUnderTest.APPLICATION_PASSWORD);
        DataSource service = postgres.database(
                "open_to_all", DatabaseUnderTest.APPLICATION_USER, DatabaseUnderTest.APPLICATION_PASSWORD);
        assertThatThrownBy(() -> execute(service, "create table ledger_check_2030_01 (id integer)"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"));
    }

    @Test
    void aSchemaThatIsAnAdministratorsIsMigratedAllTheSame() throws SQLException {
        RealPostgres postgres = RealPostgres.shared();
        DataSource owner = postgres.database("as_of_old", RealPostgres.OWNER, RealPostgres.OWNER_PASSWORD);
        String admin = "rtec_" + UUID.randomUUID().toString().replace("-", "");
        postgres.administer("create role " + admin + " login superuser password 'secret'");
        DataSource administrator = postgres.database("as_of_old", admin, "secret");
        execute(administrator, "alter schema public owner to " + admin);
        execute(administrator, "grant create on schema public to public");
        Migrations.apply(owner, DatabaseUnderTest.APPLICATION_USER, DatabaseUnderTest.APPLICATION_PASSWORD);
        execute(owner, "select ledger_make_partition(date '2030-01-01')");
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
            new LedgerUpkeep(source, ledger.keys(), InstantSource.system()).prepare();
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
