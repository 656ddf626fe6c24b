package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.DistinctNames;

/**
 * The logs of all months as they were signed last. Whoever owns the tables can change any row: a log is taken for what it is only if its rows
 * still come to the root under our own signature, and go on from what this process saw signed before.
 */
final class SignedLogs {

    private static final String MONTHS = "select min(ledger_month) from ledger_checkpoint where ledger_month > ?";

    private static final String SIZE = "select coalesce(max(log_index) + 1, 0) from ledger_log where ledger_month = ?";

    private static final String LAST = "select tree_size, root_hash, note from ledger_checkpoint"
            + " where ledger_month = ? order by tree_size desc fetch first 1 rows only";

    private static final String ROOT =
            "select root_hash from ledger_checkpoint where ledger_month = ? and tree_size = ?";

    private final String ledger;
    private final CheckpointKeys keys;
    private final Map<YearMonth, Head> known = new TreeMap<>();
    private boolean begun;

    SignedLogs(String ledger, CheckpointKeys keys) {
        this.ledger = ledger;
        this.keys = keys;
    }

    /** How many batches a log has, and their root. */
    record Head(long size, Hash root) {

        private static final Head NONE = new Head(0, MerkleTree.of(List.of()).root());
    }

    /** Whether they were looked at since the process started. */
    boolean isBegun() {
        return begun;
    }

    /** What one transaction sees of them. */
    View in(Connection connection) {
        return new View(connection);
    }

    /** One transaction's view; what it saw is known from then on only if it was committed. */
    final class View {

        private final Connection connection;
        private final Map<YearMonth, Head> seen = new HashMap<>();
        private final Map<YearMonth, LogTree> trees = new HashMap<>();
        private final Map<YearMonth, LedgerAltered> altered = new TreeMap<>();
        private boolean compared;

        private View(Connection connection) {
            this.connection = connection;
        }

        /** Looks whether everything that is known is there, and the first time at every log there is. */
        void compareWithKnown() throws SQLException {
            if (!begun) {
                for (String month : DistinctNames.of(connection, MONTHS)) {
                    look(Moments.parseMonth(month).orElseThrow(() -> new LedgerAltered("a checkpoint of no month")));
                }
            }
            compared = true;
            for (Map.Entry<YearMonth, Head> each : known.entrySet()) {
                if (!each.getValue()
                        .root()
                        .equals(root(each.getKey(), each.getValue().size()))) {
                    altered.put(each.getKey(), new LedgerAltered(of(each.getKey()) + ": a checkpoint is gone"));
                }
            }
        }

        /**
         * The log of a month.
         *
         * @throws LedgerAltered when it is not as it was signed
         */
        Head log(YearMonth month) throws SQLException {
            look(month);
            LedgerAltered found = altered.get(month);
            if (found != null) {
                throw found;
            }
            return seen.getOrDefault(month, Head.NONE);
        }

        /** The tree of a log, as it was when this was first asked. */
        LogTree tree(YearMonth month) {
            return trees.computeIfAbsent(month, first -> new LogTree(connection, month));
        }

        /** Which logs are not as they were signed. */
        Collection<LedgerAltered> altered() {
            return altered.values();
        }

        /** The log of a month was signed now. */
        void signed(YearMonth month, Head head) {
            seen.put(month, head);
        }

        /** What was seen is so for good. */
        void committed() {
            known.putAll(seen);
            begun |= compared;
        }

        private void look(YearMonth month) throws SQLException {
            if (!seen.containsKey(month) && !altered.containsKey(month)) {
                try {
                    seen.put(month, verified(month));
                } catch (LedgerAltered e) {
                    altered.put(month, e);
                }
            }
        }

        private Head verified(YearMonth month) throws SQLException {
            long size = size(month);
            Head signed = lastSigned(month);
            if (signed.size() != size) {
                throw new LedgerAltered(of(month) + " has " + size + " batches, signed are " + signed.size());
            }
            LogTree tree = tree(month);
            Head before = known.getOrDefault(month, Head.NONE);
            if (before.size() > size
                    || !new MerkleTree(size, tree).root().equals(signed.root())
                    || !new MerkleTree(before.size(), tree).root().equals(before.root())) {
                throw new LedgerAltered(of(month) + " is not the one that was signed");
            }
            return signed;
        }

        private Head lastSigned(YearMonth month) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(LAST)) {
                select.setString(1, Moments.text(month));
                try (ResultSet result = select.executeQuery()) {
                    if (!result.next()) {
                        return Head.NONE;
                    }
                    Head head = new Head(result.getLong(1), hash(result.getBytes(2), of(month)));
                    return CheckpointNote.parse(result.getString(3))
                            .filter(note -> note.isSignedByAny(keys.trusted())
                                    && note.checkpoint().ledger().equals(ledger)
                                    && note.checkpoint().month().equals(month)
                                    && note.checkpoint().size() == head.size()
                                    && note.checkpoint().root().equals(head.root()))
                            .map(note -> head)
                            .orElseThrow(() -> new LedgerAltered(
                                    of(month) + ": its last checkpoint, of size " + head.size() + ", is not ours"));
                }
            }
        }

        private long size(YearMonth month) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(SIZE)) {
                select.setString(1, Moments.text(month));
                try (ResultSet result = select.executeQuery()) {
                    result.next();
                    return result.getLong(1);
                }
            }
        }

        private @Nullable Hash root(YearMonth month, long size) throws SQLException {
            if (size == 0) {
                return Head.NONE.root();
            }
            try (PreparedStatement select = connection.prepareStatement(ROOT)) {
                select.setString(1, Moments.text(month));
                select.setLong(2, size);
                try (ResultSet result = select.executeQuery()) {
                    return result.next() ? hash(result.getBytes(1), of(month)) : null;
                }
            }
        }
    }

    /** The hash that the bytes of a row are. */
    static Hash hash(byte[] bytes, String where) {
        return Optional.of(bytes)
                .filter(all -> all.length == Hash.LENGTH)
                .map(Hash::of)
                .orElseThrow(() -> new LedgerAltered(where + " has a hash that is none"));
    }

    private static String of(YearMonth month) {
        return "the log of " + Moments.text(month);
    }
}
