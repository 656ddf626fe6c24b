package uk.nhs.rtec.persistence;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** H2 behind its own server, since an embedded database is never down for its own process. */
final class H2OutageTest implements OutageContract {

    private static final String FREE_PORT = "0";

    @TempDir
    Path folder = Path.of("");

    private Server server = unstarted(FREE_PORT);

    /** H2 closes its file with the last connection, and takes a while to open it again. */
    @SuppressWarnings("NullAway.Init") // There is one before each test.
    private Connection open;

    @BeforeEach
    void start() throws SQLException {
        server.start();
        open = owner().getConnection();
    }

    @AfterEach
    @Override
    public void stop() {
        try {
            open.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        server.stop();
    }

    @Override
    public void startAgain() {
        try {
            server = unstarted(String.valueOf(server.getPort()));
            start();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public DataSource owner() {
        return connecting("sa", "sa");
    }

    @Override
    public DataSource application() {
        return connecting(DatabaseUnderTest.APPLICATION_USER, DatabaseUnderTest.APPLICATION_PASSWORD);
    }

    private DataSource connecting(String user, String password) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:tcp://localhost:" + server.getPort() + "/" + folder.resolve("outage")
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    private static Server unstarted(String port) {
        try {
            return Server.createTcpServer("-tcpPort", port, "-ifNotExists");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
