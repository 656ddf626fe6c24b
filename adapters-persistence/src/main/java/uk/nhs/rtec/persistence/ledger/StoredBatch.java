package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.DistinctNames;

/** A row of {@code ledger_batch}: what it says of a batch, and the hash that it says the batch has. */
record StoredBatch(BatchHeader header, Hash hash) {

    static final String COLUMNS = "b.node, b.batch_number, b.ledger_month, b.previous_hash, b.merkle_root,"
            + " b.check_count, b.written_at, b.batch_hash";

    private static final String ONE =
            "select " + COLUMNS + " from ledger_batch b where b.node = ? and b.batch_number = ?";

    private static final String NEXT_NODE = "select min(node) from ledger_batch where node > ?";

    /** The names of all nodes that ever wrote. */
    static List<String> nodes(Connection connection) throws SQLException {
        return DistinctNames.of(connection, NEXT_NODE);
    }

    /** The batch of that number, which there is. */
    static BatchHeader read(Connection connection, String node, long number) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(ONE)) {
            select.setString(1, node);
            select.setLong(2, number);
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return read(result).header();
            }
        }
    }

    /** The row under the cursor, whose columns begin the result. */
    static StoredBatch read(ResultSet result) throws SQLException {
        return new StoredBatch(
                new BatchHeader(
                        result.getString(1),
                        result.getLong(2),
                        Moments.parseMonth(result.getString(3)).orElseThrow(),
                        Hash.of(result.getBytes(4)),
                        Hash.of(result.getBytes(5)),
                        result.getInt(6),
                        result.getObject(7, OffsetDateTime.class).toInstant()),
                Hash.of(result.getBytes(8)));
    }
}
