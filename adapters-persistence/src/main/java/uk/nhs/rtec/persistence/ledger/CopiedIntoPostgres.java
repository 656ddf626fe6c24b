package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import uk.nhs.rtec.persistence.copy.BinaryCopy;

/** By what PostgreSQL has for many rows: arrays that are rows, and COPY. */
final class CopiedIntoPostgres implements Rows {

    /** Below this the two messages more that COPY takes cost more than they save. */
    private static final int FEW = 4;

    private static final String CLAIM = "insert into answered_request (" + REQUEST_COLUMNS + ")"
            + " select * from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::uuid[], ?::timestamptz[],"
            + " ?::boolean[])"
            + " on conflict do nothing returning check_id";

    private static final String CHECKS = "ledger_check (" + CHECK_COLUMNS + ")";

    @Override
    public Set<UUID> claim(Connection connection, List<CheckEntry> claimants) throws SQLException {
        try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
            claim.setArray(1, connection.createArrayOf("uuid", of(claimants, RequestKey::requestId)));
            claim.setArray(2, connection.createArrayOf("text", of(claimants, RequestKey::odsCode)));
            claim.setArray(3, connection.createArrayOf("text", of(claimants, RequestKey::userId)));
            claim.setArray(4, connection.createArrayOf("text", of(claimants, RequestKey::asid)));
            claim.setArray(
                    5,
                    connection.createArrayOf(
                            "uuid", claimants.stream().map(CheckEntry::id).toArray()));
            claim.setArray(
                    6,
                    connection.createArrayOf(
                            "timestamptz",
                            claimants.stream()
                                    .map(entry -> entry.answeredAt().toString())
                                    .toArray()));
            claim.setArray(
                    7,
                    connection.createArrayOf(
                            "boolean",
                            claimants.stream().map(CheckEntry::determined).toArray()));
            Set<UUID> claimed = new HashSet<>();
            try (ResultSet result = claim.executeQuery()) {
                while (result.next()) {
                    claimed.add(result.getObject(1, UUID.class));
                }
            }
            return claimed;
        }
    }

    @Override
    public void add(Connection connection, String node, long batch, List<CheckEntry> entries) throws SQLException {
        if (entries.size() < FEW) {
            Rows.insert(connection, node, batch, entries);
            return;
        }
        try (BinaryCopy copy = new BinaryCopy(connection, CHECKS)) {
            for (int position = 0; position < entries.size(); position++) {
                copy.next()
                        .add(entries.get(position).copied())
                        .add(node)
                        .add(batch)
                        .add(position);
            }
            copy.end();
        }
    }

    private static Object[] of(List<CheckEntry> claimants, Function<RequestKey, Object> part) {
        return claimants.stream()
                .map(entry -> part.apply(entry.request().orElseThrow()))
                .toArray();
    }
}
