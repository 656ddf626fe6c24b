package uk.nhs.rtec.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import uk.nhs.rtec.persistence.Migrations;
import uk.nhs.rtec.persistence.Store;

/** A PostgreSQL of its own, as durable as in production and otherwise as it comes, with the service's schema and its two users. */
final class Database implements AutoCloseable {

    private static final String APPLICATION = "rtec_app";

    private final EmbeddedPostgres server;
    private final Connection owner;
    private final Connection application;
    private final Store store;

    /** Starts it, with its data in that folder, which must not exist and goes with it. */
    Database(Path data) {
        this(data, false);
    }

    /** Starts it, with its data in that folder, which stays when it is kept, and may be there then. */
    Database(Path data, boolean kept) {
        DataSource source;
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setCleanDataDirectory(!kept)
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            owner = server.getPostgresDatabase().getConnection();
            if (asked("select count(*) from pg_roles where rolname = '" + APPLICATION + "'")
                    .equals("0")) {
                execute("create role " + APPLICATION + " login");
            }
            Migrations.apply(server.getPostgresDatabase(), APPLICATION, "");
            source = server.getDatabase(APPLICATION, "postgres");
            application = source.getConnection();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        store = Store.open(kept(source, application));
    }

    /** As the service opens it. */
    Store store() {
        return store;
    }

    /** Connects as the application, each time anew. */
    DataSource application() {
        return server.getDatabase(APPLICATION, "postgres");
    }

    /** A further connection as the owner of the schema. */
    Connection connection() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    /** Connects as the owner of the schema. */
    Connection owner() {
        return owner;
    }

    /** How a server connects to it: as the application, and to bring the schema up to date as its owner; whoever asks is let in. */
    Map<String, String> settings() {
        return Map.of(
                "DB_DRIVER", "postgresql",
                "DB_URL", "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                "DB_USER", APPLICATION,
                "DB_PASSWORD", "any",
                "DB_MIGRATION_USER", "postgres",
                "DB_MIGRATION_PASSWORD", "any");
    }

    /** How the application connects to it, from another process too; whoever asks is let in. */
    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres?user=" + APPLICATION;
    }

    /** What the first column of the one row says. */
    String asked(String question) {
        try (Statement statement = owner.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            answer.next();
            return answer.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Statement statement = owner.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException, SQLException {
        store.close();
        application.close();
        owner.close();
        server.close();
    }

    /** As a pool hands out one connection again and again: who closes it gives it back. */
    static DataSource kept(DataSource source, Connection connection) {
        Connection lent = (Connection) Proxy.newProxyInstance(
                Database.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                Database.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    return method.getName().equals("getConnection") ? lent : method.invoke(source, arguments);
                });
    }
}
