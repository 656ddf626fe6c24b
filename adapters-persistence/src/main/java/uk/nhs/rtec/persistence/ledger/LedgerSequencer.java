package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.DatabaseFailure;

/**
 * Joins the batches of all nodes into the logs of their months, and signs each log that grew. One node does it at a time; a step is one
 * transaction, so that the next one, wherever it runs, goes on from what is there.
 *
 * <p>A node numbers its batches without a gap and commits each before it begins the next: whatever follows the last one in the log can be
 * taken in that order, and nothing is ever skipped.
 */
public final class LedgerSequencer {

    /** The most batches of one node in one step. */
    private static final int AT_ONCE = 1_000;

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('ledger_sequencer'))";

    /** One look-up for each node, however many batches there are. */
    private static final String NEXT_NODE = "select min(node) from ledger_batch where node > ?";

    private static final String JOINED = "select coalesce(max(batch_number), 0) from ledger_log where node = ?";

    private static final String NEW_BATCHES = "select batch_number, ledger_month, batch_hash from ledger_batch"
            + " where node = ? and batch_number > ? order by batch_number fetch first " + AT_ONCE + " rows only";

    private static final String SIZE = "select coalesce(max(log_index) + 1, 0) from ledger_log where ledger_month = ?";

    private static final String JOIN =
            "insert into ledger_log (ledger_month, log_index, node, batch_number, batch_hash)"
                    + " values (?, ?, ?, ?, ?)";

    private static final String KEEP =
            "insert into ledger_subtree (ledger_month, subtree_level, subtree_index, subtree_hash) values (?, ?, ?, ?)";

    private static final String SIGN =
            "insert into ledger_checkpoint (ledger_month, tree_size, root_hash, note, signed_at)"
                    + " values (?, ?, ?, ?, ?)";

    private final DataSource database;
    private final String origin;
    private final CheckpointKeys keys;
    private final InstantSource clock;

    /**
     * A sequencer of the ledger in this database.
     *
     * @param origin the name of the ledger, which every checkpoint begins with
     */
    public LedgerSequencer(DataSource database, String origin, CheckpointKeys keys, InstantSource clock) {
        this.database = database;
        this.origin = origin;
        this.keys = keys;
        this.clock = clock;
    }

    private record Batch(String node, long number, Hash hash) {}

    /**
     * One step.
     *
     * @return how many batches were joined; none when another node is at it
     * @throws DatabaseFailure when the database fails; then nothing was joined, or all of it
     */
    public synchronized int step() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                int joined = isAlone(connection) ? join(connection) : 0;
                connection.commit();
                return joined;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    private int join(Connection connection) throws SQLException {
        Map<YearMonth, List<Batch>> months = newBatches(connection);
        int joined = 0;
        for (Map.Entry<YearMonth, List<Batch>> month : months.entrySet()) {
            long before = number(connection, SIZE, Moments.text(month.getKey()));
            long after = before + month.getValue().size();
            append(connection, month.getKey(), before, month.getValue());
            keepSubtrees(connection, month.getKey(), before, after);
            sign(connection, month.getKey(), after);
            joined += month.getValue().size();
        }
        return joined;
    }

    private static Map<YearMonth, List<Batch>> newBatches(Connection connection) throws SQLException {
        Map<YearMonth, List<Batch>> months = new TreeMap<>();
        for (String node : nodes(connection)) {
            long joined = number(connection, JOINED, node);
            try (PreparedStatement select = connection.prepareStatement(NEW_BATCHES)) {
                select.setString(1, node);
                select.setLong(2, joined);
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        YearMonth month =
                                Moments.parseMonth(result.getString(2)).orElseThrow();
                        months.computeIfAbsent(month, first -> new ArrayList<>())
                                .add(new Batch(node, result.getLong(1), Hash.of(result.getBytes(3))));
                    }
                }
            }
        }
        return months;
    }

    /** The names of all nodes that ever wrote. */
    static List<String> nodes(Connection connection) throws SQLException {
        return nodes(connection, NEXT_NODE);
    }

    /** The names of nodes, each asked for after the one before it. */
    public static List<String> nodes(Connection connection, String question) throws SQLException {
        List<String> nodes = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(question)) {
            @Nullable String next = "";
            while (next != null) {
                select.setString(1, next);
                try (ResultSet result = select.executeQuery()) {
                    next = result.next() ? result.getString(1) : null;
                }
                if (next != null) {
                    nodes.add(next);
                }
            }
        }
        return nodes;
    }

    private static void append(Connection connection, YearMonth month, long from, List<Batch> batches)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(JOIN)) {
            long index = from;
            for (Batch batch : batches) {
                insert.setString(1, Moments.text(month));
                insert.setLong(2, index++);
                insert.setString(3, batch.node());
                insert.setLong(4, batch.number());
                insert.setBytes(5, batch.hash().bytes().toArray());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Those that were completed now: level by level, since each is made of the one below. */
    private static void keepSubtrees(Connection connection, YearMonth month, long before, long after)
            throws SQLException {
        long from = before / LogTree.WIDTH;
        long to = after / LogTree.WIDTH;
        for (int level = 1; from < to; level++) {
            LogTree below = new LogTree(connection, month);
            try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
                for (long index = from; index < to; index++) {
                    insert.setString(1, Moments.text(month));
                    insert.setInt(2, level);
                    insert.setLong(3, index);
                    insert.setBytes(4, below.complete(level, index).bytes().toArray());
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            from /= LogTree.WIDTH;
            to /= LogTree.WIDTH;
        }
    }

    private void sign(Connection connection, YearMonth month, long size) throws SQLException {
        Hash root = new MerkleTree(size, new LogTree(connection, month)).root();
        String note = new Checkpoint(origin, month, size, root)
                .sign(keys.signing(), keys.verifying())
                .text();
        try (PreparedStatement insert = connection.prepareStatement(SIGN)) {
            insert.setString(1, Moments.text(month));
            insert.setLong(2, size);
            insert.setBytes(3, root.bytes().toArray());
            insert.setString(4, note);
            insert.setObject(5, clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            insert.executeUpdate();
        }
    }

    /** Any other database is one process's own. */
    private static boolean isAlone(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return true;
        }
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ALONE)) {
            return result.next() && result.getBoolean(1);
        }
    }

    private static long number(Connection connection, String query, String parameter) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, parameter);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }
}
