package uk.nhs.rtec.persistence;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** A PostgreSQL server from its own binaries, as durable as in production; it can be stopped and started again. */
public final class RealPostgres implements AutoCloseable {

    public static final String OWNER = "rtec_owner";
    public static final String OWNER_PASSWORD = "owner";

    private static final String TEMPLATE = "rtec_template";

    private static @Nullable RealPostgres shared;

    private final Path data;
    private final int port;
    private final Set<String> databases = new HashSet<>();
    private EmbeddedPostgres server;

    private RealPostgres() {
        try {
            data = Files.createTempDirectory("rtec-postgres");
            server = start(data, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = server.getPort();
        administer("create role " + OWNER + " login password '" + OWNER_PASSWORD + "'");
        administer("create role " + DatabaseUnderTest.APPLICATION_USER + " login password '"
                + DatabaseUnderTest.APPLICATION_PASSWORD.replace("'", "''") + "'");
    }

    /** The one server of this test run, for whoever does not stop it. */
    public static synchronized RealPostgres shared() {
        if (shared == null) {
            RealPostgres started = new RealPostgres();
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            shared = started;
        }
        return shared;
    }

    /** A server of one's own. */
    public static RealPostgres ownServer() {
        return new RealPostgres();
    }

    /** Connects to the database, which is made at its first use, with nothing in it. */
    public synchronized DataSource database(String name, String user, String password) {
        if (databases.add(name)) {
            administer("create database " + name + " owner " + OWNER);
        }
        return connecting(name, user, password);
    }

    /**
     * Connects to the database, which at its first use is made as the migrations leave one, with room for checks of the year in which tests
     * take place. They run once on each server, for the template of all such databases.
     */
    public synchronized DataSource migrated(String name, String user, String password) {
        if (databases.add(TEMPLATE)) {
            administer("create database " + TEMPLATE + " owner " + OWNER);
            DataSource owner = connecting(TEMPLATE, OWNER, OWNER_PASSWORD);
            Migrations.apply(owner, DatabaseUnderTest.APPLICATION_USER, DatabaseUnderTest.APPLICATION_PASSWORD);
            execute(
                    owner,
                    "select ledger_make_partition(month::date) from"
                            + " generate_series(date '2025-12-01', date '2027-01-01', interval '1 month') as month");
        }
        if (databases.add(name)) {
            administer("create database " + name + " template " + TEMPLATE + " owner " + OWNER);
        }
        return connecting(name, user, password);
    }

    private DataSource connecting(String name, String user, String password) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {port});
        source.setDatabaseName(name);
        source.setUser(user);
        source.setPassword(password);
        source.setConnectTimeout(1);
        source.setSocketTimeout(30);
        return source;
    }

    /** Stops the server and keeps its data. */
    public void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again, on the port that it had. */
    public void startAgain() {
        try {
            server = start(data, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        stop();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).forEach(RealPostgres::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    /** Does what neither the owner nor the service may. */
    public void administer(String sql) {
        execute(server.getPostgresDatabase(), sql);
    }

    private static void execute(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
