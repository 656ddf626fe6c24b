package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many rows at once get into a database. */
interface Rows {

    /** The columns of a row of {@code ledger_check}: the check's own, then its place. */
    String CHECK_COLUMNS = Stream.concat(
                    LedgerRow.COLUMNS.stream(), Stream.of("node", "batch_number", "batch_position"))
            .collect(Collectors.joining(", "));

    String REQUEST_COLUMNS = "request_id, ods_code, user_id, asid, check_id, answered_at, determined";

    String INSERT_CHECK = "insert into ledger_check (" + CHECK_COLUMNS + ") values ("
            + String.join(", ", Collections.nCopies(LedgerRow.COLUMNS.size() + CheckEntry.COLUMNS_OF_PLACE, "?"))
            + ")";

    /**
     * Has each entry stand for its request, as far as nothing else does.
     *
     * @param claimants in the order of their requests, of which each has one
     * @return the names of the checks that stand now
     */
    Set<UUID> claim(Connection connection, List<CheckEntry> claimants) throws SQLException;

    /** Adds a row for each entry, in their order. */
    void add(Connection connection, String node, long batch, List<CheckEntry> entries) throws SQLException;

    /** One statement for each row, all of them sent together: for few rows, and for every database. */
    static void insert(Connection connection, String node, long batch, List<CheckEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT_CHECK)) {
            for (int position = 0; position < entries.size(); position++) {
                entries.get(position).row().setOn(insert);
                insert.setString(LedgerRow.COLUMNS.size() + 1, node);
                insert.setLong(LedgerRow.COLUMNS.size() + 2, batch);
                insert.setInt(LedgerRow.COLUMNS.size() + 3, position);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
