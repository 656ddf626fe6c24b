package uk.nhs.rtec.persistence.audit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.nhs.rtec.domain.proof.AccessLink;
import uk.nhs.rtec.domain.proof.Hash;

/**
 * An access as its row has it.
 *
 * @param link what the row says
 * @param hash what the row says that its hash is
 */
record StoredLink(AccessLink link, Hash hash) {

    private static final int ROWS_AT_ONCE = 500;

    private static final String AFTER = "select node, access_number, previous_hash, id, accessed_at, kind, ods_code,"
            + " user_id, reason, conditions, check_id, export_id, alert_id, outcome, access_hash from access_record"
            + " where node = ? and access_number > ? order by access_number";

    /** Takes one after the other. */
    interface Taker {
        void take(StoredLink next) throws SQLException;
    }

    /** The accesses of a node after a number, in the order of their numbers. */
    static void after(Connection connection, String node, long number, Taker taker) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(AFTER)) {
            select.setFetchSize(ROWS_AT_ONCE);
            select.setString(1, node);
            select.setLong(2, number);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    taker.take(read(rows));
                }
            }
        }
    }

    private static StoredLink read(ResultSet row) throws SQLException {
        return new StoredLink(
                new AccessLink(
                        row.getString(1),
                        row.getLong(2),
                        Hash.of(row.getBytes(3)),
                        row.getObject(4, UUID.class),
                        row.getObject(5, OffsetDateTime.class).toInstant(),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8),
                        Optional.ofNullable(row.getString(9)),
                        texts((Object[]) row.getArray(10).getArray()),
                        Optional.ofNullable(row.getObject(11, UUID.class)),
                        Optional.ofNullable(row.getObject(12, UUID.class)),
                        Optional.ofNullable(row.getObject(13, UUID.class)),
                        Optional.ofNullable(row.getString(14))),
                Hash.of(row.getBytes(15)));
    }

    private static List<String> texts(Object... values) {
        return Arrays.stream(values).map(String.class::cast).toList();
    }
}
