package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.Subtrees;
import uk.nhs.rtec.persistence.DatabaseFailure;

/**
 * The tree of a month's log, read as it is needed: of 256 leaves, and of 256 such subtrees and so on, the roots are kept. What should be there and is
 * not is a {@link LedgerAltered}.
 */
final class LogTree implements Subtrees {

    /** A kept level stands so many of the tree's levels above the one below it. */
    static final int LEVELS = 8;

    /** How many of one kept level make one of the next. */
    static final int WIDTH = 1 << LEVELS;

    private static final String LEAVES = "select batch_hash, log_index from ledger_log"
            + " where ledger_month = ? and log_index >= ? and log_index < ? order by log_index";

    private static final String ROOTS = "select subtree_hash, subtree_index from ledger_subtree"
            + " where ledger_month = ? and subtree_level = ? and subtree_index >= ? and subtree_index < ?"
            + " order by subtree_index";

    private final Connection connection;
    private final String month;
    private final Map<Tile, List<Hash>> tiles = new HashMap<>();

    LogTree(Connection connection, YearMonth month) {
        this.connection = connection;
        this.month = Moments.text(month);
    }

    /** What one root of the next kept level is made of, as far as it is there. */
    private record Tile(int level, long index) {}

    @Override
    public Hash root(int level, long index) {
        int kept = level / LEVELS;
        int above = level % LEVELS;
        long first = index << above;
        List<Hash> tile = tile(kept, first >> LEVELS);
        int from = (int) (first & (WIDTH - 1));
        int to = from + (1 << above);
        if (tile.size() < to) {
            throw missing(kept);
        }
        return MerkleTree.of(tile.subList(from, to)).root();
    }

    /** The root of a kept level, made of the one below it. */
    Hash complete(int kept, long index) {
        List<Hash> tile = tile(kept - 1, index);
        if (tile.size() < WIDTH) {
            throw missing(kept - 1);
        }
        return MerkleTree.of(tile).root();
    }

    private List<Hash> tile(int kept, long index) {
        return tiles.computeIfAbsent(new Tile(kept, index), tile -> {
            try {
                return read(tile);
            } catch (SQLException e) {
                throw DatabaseFailure.of(e);
            }
        });
    }

    private LedgerAltered missing(int kept) {
        return new LedgerAltered("the log of " + month + " lacks " + (kept == 0 ? "a batch" : "a kept root"));
    }

    private List<Hash> read(Tile tile) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(tile.level() == 0 ? LEAVES : ROOTS)) {
            int parameter = 1;
            select.setString(parameter++, month);
            if (tile.level() > 0) {
                select.setInt(parameter++, tile.level());
            }
            select.setLong(parameter++, tile.index() * WIDTH);
            select.setLong(parameter, (tile.index() + 1) * WIDTH);
            List<Hash> hashes = new ArrayList<>(WIDTH);
            try (ResultSet result = select.executeQuery()) {
                while (result.next() && result.getLong(2) == tile.index() * WIDTH + hashes.size()) {
                    hashes.add(SignedLogs.hash(result.getBytes(1), "the log of " + month));
                }
            }
            return hashes;
        }
    }
}
