package uk.nhs.rtec.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema's history, brought up to date by the schema's owner before the service opens its {@link Store}. */
public final class Migrations {

    private static final String H2 = "H2";
    private static final String POSTGRESQL = "PostgreSQL";

    private Migrations() {}

    /**
     * Makes the schema what this version of the service needs, and lets the application user do what it must and nothing else. Where
     * the two users are one, that user keeps every right.
     *
     * @param owner connects as the owner of the schema
     * @param password with which H2, which has no administrator to do it, lets the application user in from now on; elsewhere that
     *     user exists already
     */
    public static void apply(DataSource owner, String applicationUser, String password) {
        String product = product(owner);
        String user = quoted(product.equals(H2) ? applicationUser.toLowerCase(Locale.ROOT) : applicationUser);
        if (product.equals(H2)) {
            letIn(owner, user, password);
        }
        migrations(owner, product, user).load().migrate();
    }

    /** All of them, for this database. */
    static FluentConfiguration migrations(DataSource owner, String product, String user) {
        // The class loader of this class, not the thread's: on a server the migrations lie in the application's own
        // archive.
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(owner)
                .locations("classpath:db/migration/common", "classpath:db/migration/" + folder(product))
                .placeholders(placeholders(product, user))
                .callbacks(new AccessesBeforeTheChain(product.equals(POSTGRESQL)));
    }

    /**
     * One definition of each table for both: only PostgreSQL can divide the ledger's by months, and must have the month in its key then; and
     * it leaves room beside rows that change often, so that a change need not touch the index.
     */
    private static Map<String, String> placeholders(String product, String user) {
        boolean divided = product.equals(POSTGRESQL);
        return Map.of(
                "application_user", user,
                "ledger_check_key", divided ? "(id, answered_at)" : "(id)",
                "ledger_check_partitions", divided ? "partition by range (answered_at)" : "",
                "often_changed", divided ? "with (fillfactor = 70)" : "");
    }

    private static String folder(String product) {
        return switch (product) {
            case H2 -> "h2";
            case POSTGRESQL -> "postgresql";
            default -> throw new IllegalStateException("the service runs on H2 or PostgreSQL, not on " + product);
        };
    }

    private static String product(DataSource owner) {
        try (Connection connection = owner.getConnection()) {
            return connection.getMetaData().getDatabaseProductName();
        } catch (SQLException e) {
            throw new IllegalStateException("the owner of the schema cannot connect, SQLState " + e.getSQLState(), e);
        }
    }

    /** Not a migration: the text of a migration can end up in a log, and this one holds a password. */
    private static void letIn(DataSource owner, String user, String password) {
        String secret = "'" + password.replace("'", "''") + "'";
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create user if not exists " + user + " password " + secret);
            // One that was there may have had another.
            statement.execute("alter user " + user + " set password " + secret);
        } catch (SQLException e) {
            // Without its cause, which quotes the statement.
            throw new IllegalStateException("the application user cannot be made, SQLState " + e.getSQLState());
        }
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }
}
