package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.nhs.rtec.domain.proof.CompactRange;
import uk.nhs.rtec.domain.proof.Hash;

/** The roots that are kept of a month's log, held against the log as it grows: one cursor for each of their levels. */
final class KeptRoots implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 500;

    private static final String OF_LEVEL = "select subtree_index, subtree_hash from ledger_subtree"
            + " where ledger_month = ? and subtree_level = ? order by subtree_index";

    private static final String COUNT = "select count(*) from ledger_subtree where ledger_month = ?";

    private final Connection connection;
    private final String month;
    private final List<Level> levels = new ArrayList<>();
    private long expected;

    KeptRoots(Connection connection, String month) {
        this.connection = connection;
        this.month = month;
    }

    /**
     * Takes the next batch of the log.
     *
     * @return whether every root that it completes is kept as it is
     */
    boolean add(Hash leaf) throws SQLException {
        boolean fits = true;
        Optional<Hash> complete = Optional.of(leaf);
        for (int level = 1; complete.isPresent(); level++) {
            if (levels.size() < level) {
                levels.add(new Level(level));
            }
            complete = levels.get(level - 1).add(complete.get());
            if (complete.isPresent()) {
                expected++;
                fits &= levels.get(level - 1).isKept(complete.get());
            }
        }
        return fits;
    }

    /** Whether there are no more of them than the log has. */
    boolean isAll() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(COUNT)) {
            select.setString(1, month);
            try (ResultSet result = select.executeQuery()) {
                return result.next() && result.getLong(1) == expected;
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (Level level : levels) {
            level.select.close();
        }
    }

    private final class Level {

        private final PreparedStatement select;
        private final ResultSet kept;
        private CompactRange below = CompactRange.EMPTY;
        private long next;

        Level(int level) throws SQLException {
            select = connection.prepareStatement(OF_LEVEL);
            select.setFetchSize(ROWS_AT_ONCE);
            select.setString(1, month);
            select.setInt(2, level);
            kept = select.executeQuery();
        }

        /** The root, when one is complete. */
        Optional<Hash> add(Hash hash) {
            below = below.plus(hash);
            if (below.size() < LogTree.WIDTH) {
                return Optional.empty();
            }
            Hash root = below.root();
            below = CompactRange.EMPTY;
            return Optional.of(root);
        }

        /** Whether the next row is this root; one that is missing puts all that follow out of their places. */
        boolean isKept(Hash root) throws SQLException {
            long index = next++;
            return kept.next()
                    && kept.getLong(1) == index
                    && Arrays.equals(kept.getBytes(2), root.bytes().toArray());
        }
    }
}
