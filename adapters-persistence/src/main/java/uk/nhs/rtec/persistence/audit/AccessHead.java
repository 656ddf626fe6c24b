package uk.nhs.rtec.persistence.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.persistence.DistinctNames;

/** What was signed of the chain of a node, as its row has it. */
record AccessHead(long number, Hash hash, String note, Instant signedAt) {

    private static final String OF_NODE = "select access_number, access_hash, note, signed_at from access_head"
            + " where node = ? order by access_number";

    private static final String LAST = "select access_number, access_hash, note, signed_at from access_head"
            + " where node = ? order by access_number desc fetch first 1 rows only";

    private static final String AT = "select access_hash from access_head where node = ? and access_number = ?";

    private static final String NODES_OF_HEADS = "select min(node) from access_head where node > ?";

    private static final String NODES_OF_ACCESSES = "select min(node) from access_record where node > ?";

    /** The names of all nodes that wrote an access, or of which one was signed. */
    static SortedSet<String> nodes(Connection connection) throws SQLException {
        SortedSet<String> nodes = new TreeSet<>(DistinctNames.of(connection, NODES_OF_ACCESSES));
        nodes.addAll(DistinctNames.of(connection, NODES_OF_HEADS));
        return nodes;
    }

    /** What was signed of a node, in the order of its accesses and one at a time: a node that signs every second signs millions a month. */
    static Cursor of(Connection connection, String node) throws SQLException {
        return new Cursor(connection, node);
    }

    /** What was signed of a node last. */
    static Optional<AccessHead> last(Connection connection, String node) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(LAST)) {
            select.setString(1, node);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(read(rows)) : Optional.empty();
            }
        }
    }

    /** The hash of what was signed of a node at that number. */
    static Optional<Hash> hashAt(Connection connection, String node, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AT)) {
            select.setString(1, node);
            select.setLong(2, number);
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? Optional.of(Hash.of(rows.getBytes(1))) : Optional.empty();
            }
        }
    }

    private static AccessHead read(ResultSet row) throws SQLException {
        return new AccessHead(
                row.getLong(1),
                Hash.of(row.getBytes(2)),
                row.getString(3),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }

    /** Heads of which one can be looked at before it is taken. */
    static final class Cursor implements AutoCloseable {

        private static final int ROWS_AT_ONCE = 500;

        private final PreparedStatement select;
        private final ResultSet rows;
        private @Nullable AccessHead next;

        private Cursor(Connection connection, String node) throws SQLException {
            select = connection.prepareStatement(OF_NODE);
            select.setFetchSize(ROWS_AT_ONCE);
            select.setString(1, node);
            rows = select.executeQuery();
            move();
        }

        /** The next one, if it is of no later access than that. */
        Optional<AccessHead> upTo(long number) {
            return Optional.ofNullable(next).filter(head -> head.number() <= number);
        }

        void move() throws SQLException {
            next = rows.next() ? read(rows) : null;
        }

        @Override
        public void close() throws SQLException {
            select.close();
        }
    }
}
