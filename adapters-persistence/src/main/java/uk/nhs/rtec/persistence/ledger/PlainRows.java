package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** By the statements that every database has. */
final class PlainRows implements Rows {

    private static final String CLAIM = "insert into answered_request (" + REQUEST_COLUMNS
            + ") values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing";

    @Override
    public Set<UUID> claim(Connection connection, List<CheckEntry> claimants) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            for (CheckEntry entry : claimants) {
                RequestKey request = entry.request().orElseThrow();
                claim.setObject(1, request.requestId());
                claim.setString(2, request.odsCode());
                claim.setString(3, request.userId());
                claim.setString(4, request.asid());
                claim.setObject(5, entry.id());
                claim.setObject(6, entry.answeredAt().atOffset(ZoneOffset.UTC));
                claim.setBoolean(7, entry.determined());
                claim.addBatch();
            }
            return changed(claimants, claim.executeBatch());
        }
    }

    @Override
    public void add(Connection connection, String node, long batch, List<CheckEntry> entries) throws SQLException {
        Rows.insert(connection, node, batch, entries);
    }

    /** The names of the checks whose statement changed a row. */
    static Set<UUID> changed(List<CheckEntry> entries, int[] counts) {
        Set<UUID> changed = new HashSet<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == 1) {
                changed.add(entries.get(i).id());
            }
        }
        return changed;
    }
}
