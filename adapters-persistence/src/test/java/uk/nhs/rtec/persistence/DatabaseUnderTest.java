package uk.nhs.rtec.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A database of its own for one test class, migrated by its owner and opened by the application user; empty for each test. */
public final class DatabaseUnderTest implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    public static final String APPLICATION_USER = "rtec_app";
    public static final String APPLICATION_PASSWORD = "it's 'secret'";

    private static final List<String> TABLES = List.of(
            "answered_request",
            "event_conclusion",
            "event_waiting",
            "event_body",
            "event_message",
            "subscription_call",
            "followed_holder",
            "register_finding",
            "certificate_person",
            "certificate_revocation",
            "certificate",
            "covid_exemption_change",
            "covid_exemption",
            "covid_attempt",
            "claim_check_looked_at",
            "statistics_hour",
            "statistics_pharmacy_hour",
            "statistics_pharmacy_day",
            "statistics_pharmacy_month",
            "statistics_category",
            "statistics_pharmacy_category",
            "statistics_silence",
            "statistics_pharmacy_silence",
            "statistics_followed",
            "import_refusal",
            "import_job",
            "import_piece",
            "import_file");

    /** Which a trigger keeps even from their owner, on PostgreSQL. */
    private static final List<String> APPEND_ONLY = List.of(
            "claim_verdict",
            "claim",
            "ledger_archive",
            "history_export_download",
            "history_export_decision",
            "history_export",
            "ledger_key_destruction",
            "ledger_checkpoint",
            "ledger_subtree",
            "ledger_log",
            "ledger_batch",
            "ledger_check",
            "access_alert_closure",
            "access_alert",
            "access_head",
            "access_record");

    /** What the contracts ask for is not speed, and the machine that runs them may have other things to do. */
    private static final int SECONDS = 60;

    private final Kind kind;
    private @Nullable DataSource owner;
    private @Nullable DataSource application;
    private @Nullable Store store;

    private interface Kind {
        DataSource connecting(String user, String password);

        String owner();

        String ownerPassword();

        /** Brings the schema up to date, once its owner can connect. */
        void migrate(DataSource owner);

        /** Takes every row away, also of a table whose triggers keep them. */
        default String emptying(String table) {
            return "delete from " + table;
        }
    }

    private DatabaseUnderTest(Kind kind) {
        this.kind = kind;
    }

    /** H2 in memory, set as the service sets it. */
    public static DatabaseUnderTest h2() {
        String url = "jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        return new DatabaseUnderTest(new Kind() {
            @Override
            public DataSource connecting(String user, String password) {
                JdbcDataSource source = new JdbcDataSource();
                // Only an administrator may state this one, and who comes first must, or the database ends with the
                // connection.
                source.setURL(user.equals(owner()) ? url + ";DB_CLOSE_DELAY=-1" : url);
                source.setUser(user);
                source.setPassword(password);
                return source;
            }

            @Override
            public String owner() {
                return "sa";
            }

            @Override
            public String ownerPassword() {
                return "sa";
            }

            @Override
            public void migrate(DataSource owner) {
                Migrations.apply(owner, APPLICATION_USER, APPLICATION_PASSWORD);
            }
        });
    }

    /** A database of the real PostgreSQL that all tests share. */
    public static DatabaseUnderTest postgresql() {
        String name = "test_" + UUID.randomUUID().toString().replace("-", "");
        return new DatabaseUnderTest(new Kind() {
            @Override
            public DataSource connecting(String user, String password) {
                return RealPostgres.shared().migrated(name, user, password);
            }

            @Override
            public String owner() {
                return RealPostgres.OWNER;
            }

            @Override
            public String ownerPassword() {
                return RealPostgres.OWNER_PASSWORD;
            }

            @Override
            public String emptying(String table) {
                // Most tests write none, and the triggers of every partition are many.
                return "do $$ begin if exists (select from " + table + ") then"
                        + " alter table " + table + " disable trigger user;"
                        + " delete from " + table + ";"
                        + " alter table " + table + " enable trigger user;"
                        + " end if; end $$";
            }

            @Override
            public void migrate(DataSource owner) {
                // What it is a copy of was migrated.
            }
        });
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        owner = kind.connecting(kind.owner(), kind.ownerPassword());
        application = kind.connecting(APPLICATION_USER, APPLICATION_PASSWORD);
        kind.migrate(owner);
        store = Store.open(application, patience -> SECONDS);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        // On one connection, since a new one for each table takes longer than most tests do.
        asOwner(Stream.of(
                        TABLES.stream().map(table -> "delete from " + table),
                        APPEND_ONLY.stream().map(kind::emptying),
                        Stream.of("update statistics_turn set up_to = null"))
                .flatMap(each -> each)
                .collect(Collectors.joining("; ")));
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (store != null) {
            store.close();
        }
    }

    public Store store() {
        return opened(store);
    }

    /** Connects as the user that the service runs as. */
    public DataSource application() {
        return opened(application);
    }

    /** Connects as the owner of the schema. */
    public DataSource owner() {
        return opened(owner);
    }

    /** Takes every row of a table away that a trigger keeps. */
    public void forget(String table) {
        asOwner(kind.emptying(table));
    }

    public void asOwner(String sql) {
        try (Connection connection = owner().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("not opened: register this as a static extension");
        }
        return part;
    }
}
