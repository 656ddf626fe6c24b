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
import java.util.NoSuchElementException;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import uk.nhs.rtec.domain.proof.BatchHeader;
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
 *
 * <p>A signature makes nothing good: a log goes on only from the root that was signed last, and a node's chain from its last batch in a log.
 */
public final class LedgerSequencer {

    /** The most batches of one node in one step. */
    private static final int AT_ONCE = 1_000;

    private static final String ALONE = "select pg_try_advisory_xact_lock(hashtext('ledger_sequencer'))";

    private static final String IS_NEW = "select 1 from ledger_batch where node = ? and batch_number >"
            + " (select coalesce(max(batch_number), 0) from ledger_log where node = ?) fetch first 1 rows only";

    private static final String LAST_JOINED = "select batch_number, ledger_month, log_index, batch_hash from ledger_log"
            + " where node = ? order by batch_number desc fetch first 1 rows only";

    private static final String NEW_BATCHES = "select " + StoredBatch.COLUMNS + " from ledger_batch b"
            + " where b.node = ? and b.batch_number > ? order by b.batch_number fetch first " + AT_ONCE + " rows only";

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
    private final SignedLogs signed;
    private boolean wasWhole = true;

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
        signed = new SignedLogs(origin, keys);
    }

    /**
     * One step.
     *
     * @return how many batches were joined; none when another node is at it
     * @throws DatabaseFailure when the database fails; then nothing was joined, or all of it
     * @throws LedgerAltered when rows are not those that were signed, or do not go on from them; of these nothing was signed, of all others all the same
     */
    public synchronized int step() {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                Step step = new Step(connection);
                if (isAlone(connection)) {
                    step.join();
                }
                connection.commit();
                step.logs.committed();
                wasWhole = step.altered.isEmpty();
                if (!step.altered.isEmpty()) {
                    throw LedgerAltered.all(step.altered);
                }
                return step.joined;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /** A batch that is in a log, by which its node's next one is known. */
    private record Joined(long number, Hash hash) {

        static final Joined NONE = new Joined(0, Hash.NONE);
    }

    private final class Step {

        private final Connection connection;
        private final SignedLogs.View logs;
        private final Map<YearMonth, List<StoredBatch>> months = new TreeMap<>();
        private final List<LedgerAltered> altered = new ArrayList<>();
        private int joined;

        Step(Connection connection) {
            this.connection = connection;
            this.logs = signed.in(connection);
        }

        /** Looks at what was signed only when something is to be signed; and for as long as it was altered, so that it is said all the time. */
        void join() throws SQLException {
            List<String> nodes = StoredBatch.nodes(connection);
            if (signed.isBegun() && wasWhole && !isAnythingNew(nodes)) {
                return;
            }
            logs.compareWithKnown();
            for (String node : nodes) {
                try {
                    follow(node);
                } catch (LedgerAltered e) {
                    altered.add(e);
                }
            }
            altered.addAll(logs.altered());
            for (Map.Entry<YearMonth, List<StoredBatch>> month : months.entrySet()) {
                long before = logs.log(month.getKey()).size();
                long after = before + month.getValue().size();
                append(connection, month.getKey(), before, month.getValue());
                keepSubtrees(connection, month.getKey(), before, after);
                logs.signed(month.getKey(), sign(connection, month.getKey(), after));
                joined += month.getValue().size();
            }
        }

        private boolean isAnythingNew(List<String> nodes) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(IS_NEW)) {
                for (String node : nodes) {
                    select.setString(1, node);
                    select.setString(2, node);
                    try (ResultSet result = select.executeQuery()) {
                        if (result.next()) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        /** Takes the new batches of a node as far as each is what its hash says, and follows the one before it. */
        private void follow(String node) throws SQLException {
            Joined last = lastJoined(node);
            try (PreparedStatement select = connection.prepareStatement(NEW_BATCHES)) {
                select.setString(1, node);
                select.setLong(2, last.number());
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        StoredBatch batch = batch(result, node);
                        BatchHeader header = batch.header();
                        if (header.number() != last.number() + 1
                                || !header.previous().equals(last.hash())
                                || !header.hash().equals(batch.hash())) {
                            throw new LedgerAltered("batch " + header.number() + " of node " + node
                                    + " does not follow, or is not what its hash says");
                        }
                        logs.log(header.month());
                        months.computeIfAbsent(header.month(), first -> new ArrayList<>())
                                .add(batch);
                        last = new Joined(header.number(), batch.hash());
                    }
                }
            }
        }

        /** The last batch of a node that a log has, which must stand in what was signed. */
        private Joined lastJoined(String node) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(LAST_JOINED)) {
                select.setString(1, node);
                try (ResultSet result = select.executeQuery()) {
                    if (!result.next()) {
                        return Joined.NONE;
                    }
                    String where = "the last batch of node " + node + " in a log";
                    YearMonth month = Moments.parseMonth(result.getString(2))
                            .orElseThrow(() -> new LedgerAltered(where + " is of no month"));
                    SignedLogs.Head log = logs.log(month);
                    long index = result.getLong(3);
                    Joined last = new Joined(result.getLong(1), SignedLogs.hash(result.getBytes(4), where));
                    if (index >= log.size()
                            || !new MerkleTree(log.size(), logs.tree(month))
                                    .inclusion(index)
                                    .proves(last.hash(), log.root())) {
                        throw new LedgerAltered(where + " is not the one that was signed");
                    }
                    return last;
                }
            }
        }

        private static StoredBatch batch(ResultSet result, String node) throws SQLException {
            try {
                return StoredBatch.read(result);
            } catch (IllegalArgumentException | NoSuchElementException e) {
                throw new LedgerAltered("a new batch of node " + node + " is none");
            }
        }
    }

    private static void append(Connection connection, YearMonth month, long from, List<StoredBatch> batches)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(JOIN)) {
            long index = from;
            for (StoredBatch batch : batches) {
                insert.setString(1, Moments.text(month));
                insert.setLong(2, index++);
                insert.setString(3, batch.header().node());
                insert.setLong(4, batch.header().number());
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

    private SignedLogs.Head sign(Connection connection, YearMonth month, long size) throws SQLException {
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
        return new SignedLogs.Head(size, root);
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
}
