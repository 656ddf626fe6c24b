package uk.nhs.rtec.persistence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/**
 * Keeps what V3's table of accesses holds, under another name, when V53 is about to take the table away. Not in V53: a database that has
 * applied it would refuse it changed.
 */
final class AccessesBeforeTheChain implements Callback {

    private static final MigrationVersion TAKES_THE_TABLE_AWAY = MigrationVersion.fromVersion("53");

    private final boolean hasTriggers;

    /**
     * For one database.
     *
     * @param hasTriggers whether it keeps rows by triggers
     */
    AccessesBeforeTheChain(boolean hasTriggers) {
        this.hasTriggers = hasTriggers;
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                && TAKES_THE_TABLE_AWAY.equals(context.getMigrationInfo().getVersion());
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            if (!holdsRows(statement)) {
                return;
            }
            statement.execute("alter table history_access rename to history_access_before_chain");
            if (hasTriggers) {
                statement.execute("create trigger history_access_before_chain_stays before update or delete"
                        + " on history_access_before_chain for each row execute function ledger_refuse()");
                statement.execute("create trigger history_access_before_chain_is_kept before truncate"
                        + " on history_access_before_chain execute function ledger_refuse()");
            }
            // For V53 to find, empty.
            statement.execute("create table history_access (id uuid)");
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "what was recorded before the chain cannot be kept, SQLState " + e.getSQLState());
        }
    }

    private static boolean holdsRows(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select id from history_access fetch first 1 rows only")) {
            return rows.next();
        }
    }

    @Override
    public String getCallbackName() {
        return AccessesBeforeTheChain.class.getSimpleName();
    }
}
