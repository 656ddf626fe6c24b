package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Moments;

/** The rows of a month in the order of its log, however many: one cursor over its batches, and one over the checks of each node. */
final class MonthRows implements AutoCloseable {

    private static final int ROWS_AT_ONCE = 500;

    private static final String BATCHES = "select " + StoredBatch.COLUMNS + " from ledger_log l"
            + " join ledger_batch b on b.node = l.node and b.batch_number = l.batch_number"
            + " where l.ledger_month = ? order by l.log_index";

    private static final String CHECKS = "select " + LedgerRow.columnsOf("c")
            + ", c.batch_number, c.batch_position from ledger_check c"
            + " where c.node = ? and c.answered_at >= ? and c.answered_at < ?"
            + " order by c.batch_number, c.batch_position";

    private final Connection connection;
    private final YearMonth month;
    private final PreparedStatement ofBatches;
    private final ResultSet batches;
    private final Map<String, OfNode> nodes = new HashMap<>();

    /**
     * Begins.
     *
     * @param connection without auto-commit, or all rows would come at once
     */
    MonthRows(Connection connection, YearMonth month) throws SQLException {
        this.connection = connection;
        this.month = month;
        ofBatches = connection.prepareStatement(BATCHES);
        ofBatches.setFetchSize(ROWS_AT_ONCE);
        ofBatches.setString(1, Moments.text(month));
        batches = ofBatches.executeQuery();
    }

    /** Whether there is a next batch, which then is the one. */
    boolean nextBatch() throws SQLException {
        return batches.next();
    }

    BatchHeader batch() throws SQLException {
        return StoredBatch.read(batches).header();
    }

    /** The check at that place, which must be the next of its node. */
    LedgerRow check(BatchHeader batch, int position) throws SQLException, NotAsWritten {
        OfNode node = nodes.get(batch.node());
        if (node == null) {
            node = new OfNode(batch.node());
            nodes.put(batch.node(), node);
        }
        return node.check(batch, position);
    }

    /** That no node has further checks. */
    void end() throws SQLException, NotAsWritten {
        for (Map.Entry<String, OfNode> node : nodes.entrySet()) {
            if (node.getValue().present) {
                throw new NotAsWritten("a check of node " + node.getKey() + " that no batch of the log has");
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (OfNode node : nodes.values()) {
            node.select.close();
        }
        ofBatches.close();
    }

    static OffsetDateTime begin(YearMonth month) {
        return month.atDay(1).atStartOfDay().atOffset(ZoneOffset.UTC);
    }

    private final class OfNode {

        private final PreparedStatement select;
        private final ResultSet rows;
        private boolean present;

        OfNode(String node) throws SQLException {
            select = connection.prepareStatement(CHECKS);
            select.setFetchSize(ROWS_AT_ONCE);
            select.setString(1, node);
            select.setObject(2, begin(month));
            select.setObject(3, begin(month.plusMonths(1)));
            rows = select.executeQuery();
            present = rows.next();
        }

        LedgerRow check(BatchHeader batch, int position) throws SQLException, NotAsWritten {
            int place = LedgerRow.COLUMNS.size();
            if (!present || rows.getLong(place + 1) != batch.number() || rows.getInt(place + 2) != position) {
                throw new NotAsWritten(
                        "check " + position + " of batch " + batch.number() + " of node " + batch.node());
            }
            LedgerRow row = LedgerRow.read(rows);
            present = rows.next();
            return row;
        }
    }
}
