package uk.nhs.rtec.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PostgresOutageTest implements OutageContract {

    private static final String NAME = "outage";

    private final RealPostgres server = RealPostgres.ownServer();

    @AfterAll
    void endTheServer() {
        server.close();
    }

    @Override
    public DataSource owner() {
        return server.database(NAME, RealPostgres.OWNER, RealPostgres.OWNER_PASSWORD);
    }

    @Override
    public DataSource application() {
        return server.database(NAME, DatabaseUnderTest.APPLICATION_USER, DatabaseUnderTest.APPLICATION_PASSWORD);
    }

    @Override
    public void makeRoom() {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("select ledger_make_partition(date '2026-06-01')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        server.stop();
    }

    @Override
    public void startAgain() {
        server.startAgain();
    }
}
