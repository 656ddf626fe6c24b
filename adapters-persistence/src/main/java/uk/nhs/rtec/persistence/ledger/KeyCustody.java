package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.DatabaseFailure;

/** The wrapped keys of all months in the hands of the owner of the tables, who alone may destroy them or wrap them anew. */
public final class KeyCustody {

    private static final String DESTROY = "delete from ledger_key where ledger_month = ?";

    private static final String IS_DESTROYED = "select 1 from ledger_key_destruction where ledger_month = ?";

    private static final String REMEMBER =
            "insert into ledger_key_destruction (ledger_month, destroyed_at) values (?, ?)";

    private static final String WRAPPED_BY =
            "select ledger_month from ledger_key where wrapping_key = ? order by ledger_month for update";

    private static final String REWRAP =
            "update ledger_key set data_key = ?, search_key = ?, wrapping_key = ? where ledger_month = ?";

    private final DataSource owner;

    public KeyCustody(DataSource owner) {
        this.owner = owner;
    }

    /** What became of keys that were to be destroyed. */
    public enum Destruction {
        DESTROYED,
        /** They were destroyed before. */
        ALREADY,
        /** There never were any. */
        UNKNOWN
    }

    /**
     * Destroys the keys of a month that is over, for good: its people can be read by nobody, and its proofs stand.
     *
     * @throws DatabaseFailure when the database fails or refuses; then nothing is destroyed
     */
    public Destruction destroy(YearMonth month, Instant now) {
        return inTransaction(connection -> {
            String text = Moments.text(month);
            boolean destroyed;
            try (PreparedStatement delete = connection.prepareStatement(DESTROY)) {
                delete.setString(1, text);
                destroyed = delete.executeUpdate() == 1;
            }
            // PostgreSQL remembers by itself.
            boolean remembered = isDestroyed(connection, month);
            if (destroyed && !remembered) {
                try (PreparedStatement insert = connection.prepareStatement(REMEMBER)) {
                    insert.setString(1, text);
                    insert.setObject(2, now.atOffset(ZoneOffset.UTC));
                    insert.executeUpdate();
                }
            }
            if (destroyed) {
                return Destruction.DESTROYED;
            }
            return remembered ? Destruction.ALREADY : Destruction.UNKNOWN;
        });
    }

    /** Where a month's checks are, as far as they are in files: the hash of their manifest. */
    public Optional<ArchiveEntry> archiveOf(YearMonth month) {
        return inTransaction(connection -> ArchiveEntry.last(connection, month));
    }

    /**
     * Wraps the keys of every month that a key has wrapped by the current one instead, all or none.
     *
     * @param from the alias of that key, which must still be among the keys
     * @return the months whose keys were wrapped anew
     * @throws DatabaseFailure when the database fails or refuses; then nothing is changed
     * @throws IllegalStateException when keys cannot be unwrapped; then nothing is changed
     */
    public List<YearMonth> rewrap(WrappingKeys wrapping, String from) {
        return inTransaction(connection -> {
            List<YearMonth> months = wrappedBy(connection, from);
            for (YearMonth month : months) {
                WrappedKeys rewrapped =
                        WrappedKeys.of(connection, month).orElseThrow().rewrapped(wrapping);
                try (PreparedStatement update = connection.prepareStatement(REWRAP)) {
                    update.setBytes(1, rewrapped.data().toArray());
                    update.setBytes(2, rewrapped.search().toArray());
                    update.setString(3, rewrapped.wrappedBy());
                    update.setString(4, Moments.text(month));
                    update.executeUpdate();
                }
            }
            return months;
        });
    }

    private static boolean isDestroyed(Connection connection, YearMonth month) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(IS_DESTROYED)) {
            select.setString(1, Moments.text(month));
            try (ResultSet result = select.executeQuery()) {
                return result.next();
            }
        }
    }

    private static List<YearMonth> wrappedBy(Connection connection, String alias) throws SQLException {
        List<YearMonth> months = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(WRAPPED_BY)) {
            select.setString(1, alias);
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    months.add(Moments.parseMonth(result.getString(1)).orElseThrow());
                }
            }
        }
        return months;
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }
}
