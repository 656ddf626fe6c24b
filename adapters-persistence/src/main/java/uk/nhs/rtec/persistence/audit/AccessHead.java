package uk.nhs.rtec.persistence.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.persistence.DistinctNames;

/** What was signed of the chain of a node, as its row has it. */
record AccessHead(long number, Hash hash, String note, Instant signedAt) {

    private static final String OF_NODE = "select access_number, access_hash, note, signed_at from access_head"
            + " where node = ? order by access_number";

    private static final String LAST = "select access_number, access_hash, note, signed_at from access_head"
            + " where node = ? order by access_number desc fetch first 1 rows only";

    private static final String NODES_OF_HEADS = "select min(node) from access_head where node > ?";

    private static final String NODES_OF_ACCESSES = "select min(node) from access_record where node > ?";

    /** The names of all nodes that wrote an access, or of which one was signed. */
    static SortedSet<String> nodes(Connection connection) throws SQLException {
        SortedSet<String> nodes = new TreeSet<>(DistinctNames.of(connection, NODES_OF_ACCESSES));
        nodes.addAll(DistinctNames.of(connection, NODES_OF_HEADS));
        return nodes;
    }

    /** What was signed of a node, in the order of its accesses. */
    static List<AccessHead> of(Connection connection, String node) throws SQLException {
        return read(connection, OF_NODE, node);
    }

    /** What was signed of a node last. */
    static Optional<AccessHead> last(Connection connection, String node) throws SQLException {
        return read(connection, LAST, node).stream().findFirst();
    }

    private static List<AccessHead> read(Connection connection, String query, String node) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, node);
            try (ResultSet rows = select.executeQuery()) {
                List<AccessHead> heads = new ArrayList<>();
                while (rows.next()) {
                    heads.add(new AccessHead(
                            rows.getLong(1),
                            Hash.of(rows.getBytes(2)),
                            rows.getString(3),
                            rows.getObject(4, OffsetDateTime.class).toInstant()));
                }
                return heads;
            }
        }
    }
}
