package uk.nhs.rtec.persistence;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** Whether whoever is connected may do to the tables what their owner may, and so change what is on record. */
public final class Ownership {

    /** A member of the owner's role can act as the owner; an administrator as anybody. */
    private static final String ON_POSTGRES = """
            select (select rolsuper from pg_roles where rolname = current_user)
                or coalesce((
                    select pg_has_role(current_user, relowner, 'member') from pg_class
                    where oid = to_regclass('ledger_batch')), false)""";

    private static final String ON_H2 =
            "select is_admin from information_schema.users where upper(user_name) = upper(current_user)";

    private Ownership() {}

    /**
     * Asks as whoever is connected.
     *
     * @param seconds how long the answer may take
     */
    public static boolean isOf(Connection connection, int seconds) throws SQLException {
        String question = connection.isWrapperFor(PGConnection.class) ? ON_POSTGRES : ON_H2;
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(seconds);
            try (ResultSet result = statement.executeQuery(question)) {
                return result.next() && result.getBoolean(1);
            }
        }
    }
}
