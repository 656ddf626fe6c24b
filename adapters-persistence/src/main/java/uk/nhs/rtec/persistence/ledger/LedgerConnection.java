package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;

/** A connection of the ledger's writer, always within a transaction of its own. */
final class LedgerConnection implements AutoCloseable {

    private static final String UNIQUE = "23505";

    /** A lock was not to be had in time: PostgreSQL's state, and H2's. */
    private static final Set<String> LOCKED = Set.of("55P03", "HYT00");

    /** Who is blocked by another writer's row for longer tries again: nobody's batch waits for it. */
    private static final int LOCK_MILLIS = 200;

    private static final String HEAD = "select batch_number, batch_hash from ledger_batch where node = ?"
            + " order by batch_number desc fetch first 1 rows only";

    private static final String HASH = "select batch_hash from ledger_batch where node = ? and batch_number = ?";

    private static final String ADD_BATCH = "insert into ledger_batch (node, batch_number, ledger_month, previous_hash,"
            + " merkle_root, check_count, written_at, batch_hash) values (?, ?, ?, ?, ?, ?, ?, ?)";

    private static final String REPLACE = "update answered_request set check_id = ?, answered_at = ?, determined = ?"
            + " where request_id = ? and ods_code = ? and user_id = ? and asid = ? and (answered_at < ? or not determined)";

    private final Connection connection;
    private final Rows rows;
    private final String usual;
    private boolean used;

    private LedgerConnection(Connection connection, Rows rows, String usual) {
        this.connection = connection;
        this.rows = rows;
        this.usual = usual;
    }

    /** The last batch of a node. */
    record Head(long number, Hash hash) {

        /** Of a node that has written none. */
        static final Head NONE = new Head(0, Hash.NONE);
    }

    static LedgerConnection open(DataSource database, String node) throws SQLException {
        Connection connection = database.getConnection();
        try {
            boolean postgres = connection.isWrapperFor(PGConnection.class);
            String usual;
            try (Statement statement = connection.createStatement()) {
                usual = postgres ? usualOnPostgres(statement) : usualOnH2(statement);
                statement.execute("set lock_timeout " + (postgres ? "= " : "") + LOCK_MILLIS);
                if (postgres) {
                    // By which whoever looks at the database's sessions knows the one that must not be disturbed.
                    statement.execute("set application_name = 'rtec ledger writer " + node + "'");
                }
            }
            connection.setAutoCommit(false);
            return new LedgerConnection(connection, postgres ? new CopiedIntoPostgres() : new PlainRows(), usual);
        } catch (Throwable e) {
            connection.close();
            throw e;
        }
    }

    /** Whether something was committed on it: then what fails may be the connection, which can have ended since. */
    boolean isUsed() {
        return used;
    }

    Head head(String node) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HEAD)) {
            select.setString(1, node);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? new Head(result.getLong(1), Hash.of(result.getBytes(2))) : Head.NONE;
            }
        }
    }

    Optional<Hash> hash(String node, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(HASH)) {
            select.setString(1, node);
            select.setLong(2, number);
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.of(Hash.of(result.getBytes(1))) : Optional.empty();
            }
        }
    }

    /** The names of those entries that stand for their request now; they wait for whoever is about to claim the same. */
    Set<UUID> claim(List<CheckEntry> entries) throws SQLException {
        List<CheckEntry> claimants = entries.stream()
                .filter(entry -> entry.request().isPresent())
                .sorted(Comparator.comparing(entry -> entry.request().orElseThrow()))
                .toList();
        if (claimants.isEmpty()) {
            return Set.of();
        }
        Set<UUID> claimed = new HashSet<>(rows.claim(connection, claimants));
        List<CheckEntry> others = new ArrayList<>(claimants);
        others.removeIf(entry -> claimed.contains(entry.id()));
        if (!others.isEmpty()) {
            claimed.addAll(replace(others));
        }
        return claimed;
    }

    /** What became of a number that somebody wants. */
    enum NumberIs {
        /** It is had. */
        HAD,
        /** Another batch has it for good. */
        TAKEN,
        /** Another batch has it, and may or may not be committed. */
        UNDECIDED
    }

    /** Adds a batch under its number, unless that is another's; who has taken it and not decided yet is waited for, not for long. */
    NumberIs addBatch(BatchHeader batch) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(ADD_BATCH)) {
            insert.setString(1, batch.node());
            insert.setLong(2, batch.number());
            insert.setString(3, Moments.text(batch.month()));
            insert.setBytes(4, batch.previous().bytes().toArray());
            insert.setBytes(5, batch.root().bytes().toArray());
            insert.setInt(6, batch.size());
            insert.setObject(7, batch.writtenAt().atOffset(ZoneOffset.UTC));
            insert.setBytes(8, batch.hash().bytes().toArray());
            insert.executeUpdate();
            return NumberIs.HAD;
        } catch (SQLException e) {
            if (UNIQUE.equals(e.getSQLState())) {
                return NumberIs.TAKEN;
            }
            if (LOCKED.contains(String.valueOf(e.getSQLState()))) {
                return NumberIs.UNDECIDED;
            }
            throw e;
        }
    }

    void addChecks(BatchHeader batch, List<CheckEntry> entries) throws SQLException {
        rows.add(connection, batch.node(), batch.number(), entries);
    }

    void commit() throws SQLException {
        connection.commit();
        used = true;
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    /** Takes back what is open, which a pool would commit, and gives the connection back as it was had. */
    @Override
    public void close() {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute(usual);
            }
        } catch (SQLException ignored) {
            // A connection that cannot roll back cannot commit either, and one that is broken is given to nobody again.
        }
    }

    /** Not simply reset: the driver sets a name of its own. */
    private static String usualOnPostgres(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(
                "select quote_literal(current_setting('lock_timeout')), quote_literal(current_setting('application_name'))")) {
            result.next();
            return "set lock_timeout = " + result.getString(1) + "; set application_name = " + result.getString(2);
        }
    }

    private static String usualOnH2(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("call lock_timeout()")) {
            result.next();
            return "set lock_timeout " + result.getInt(1);
        }
    }

    private Set<UUID> replace(List<CheckEntry> entries) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(REPLACE)) {
            for (CheckEntry entry : entries) {
                RequestKey request = entry.request().orElseThrow();
                update.setObject(1, entry.id());
                update.setObject(2, entry.answeredAt().atOffset(ZoneOffset.UTC));
                update.setBoolean(3, entry.determined());
                update.setObject(4, request.requestId());
                update.setString(5, request.odsCode());
                update.setString(6, request.userId());
                update.setString(7, request.asid());
                update.setObject(8, entry.outdated().atOffset(ZoneOffset.UTC));
                update.addBatch();
            }
            return PlainRows.changed(entries, update.executeBatch());
        }
    }
}
