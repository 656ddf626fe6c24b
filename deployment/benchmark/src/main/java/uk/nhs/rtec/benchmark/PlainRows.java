package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.io.StringReader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import uk.nhs.rtec.domain.check.CheckId;

/** A row of the ledger written in plainer ways, into tables with its columns and indexes: each time with other keys, and nothing to compute. */
final class PlainRows {

    private static final int ROWS_IN_A_COPY = 256;
    private static final int BYTES_OF_A_HASH = 16;

    /** What a column of each new row holds. */
    private enum Content {
        SAME,
        ID,
        NOW,
        PRESCRIPTION,
        HASH,
        NUMBER
    }

    private record Column(
            String name,
            Content content,
            @Nullable Object value,
            @Nullable String text) {}

    private final List<Column> columns;

    private PlainRows(List<Column> columns) {
        this.columns = columns;
    }

    /** Rows like the one that is in the ledger's table, for tables that are made now. */
    static PlainRows like(Database database) throws SQLException {
        for (String table : List.of("committed_check", "chained_check", "copied_check")) {
            database.execute("create table " + table + " (like ledger_check including all)");
        }
        database.execute("create table chain_head (id integer primary key, hash bytea not null)");
        database.execute("insert into chain_head values (1, sha256(''::bytea))");
        List<Column> columns = new ArrayList<>();
        try (Statement statement = database.owner().createStatement();
                ResultSet row = statement.executeQuery("select * from ledger_check limit 1")) {
            row.next();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                String name = row.getMetaData().getColumnName(i);
                columns.add(new Column(name, content(name), row.getObject(i), row.getString(i)));
            }
        }
        return new PlainRows(columns);
    }

    private static Content content(String column) {
        return switch (column) {
            case "id" -> Content.ID;
            case "asked_at", "answered_at" -> Content.NOW;
            case "prescription_id" -> Content.PRESCRIPTION;
            case "stated_number_hash", "person_hash", "postcode_hash" -> Content.HASH;
            case "batch_number" -> Content.NUMBER;
            default -> Content.SAME;
        };
    }

    /** One insert and one commit for each row. */
    LedgerAppends.Writer committing(Database database) throws SQLException {
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        PreparedStatement insert = insert(connection, "committed_check");
        return writer(connection, () -> {
            bind(insert);
            insert.executeUpdate();
            connection.commit();
        });
    }

    /** The same behind a lock on the head of a chain, which each row's hash is added to. */
    LedgerAppends.Writer chained(Database database) throws SQLException {
        Connection connection = database.connection();
        connection.setAutoCommit(false);
        PreparedStatement lock = connection.prepareStatement("select hash from chain_head where id = 1 for update");
        PreparedStatement insert = insert(connection, "chained_check");
        PreparedStatement move = connection.prepareStatement("update chain_head set hash = ? where id = 1");
        return writer(connection, () -> {
            byte[] head;
            try (ResultSet locked = lock.executeQuery()) {
                locked.next();
                head = locked.getBytes(1);
            }
            bind(insert);
            insert.executeUpdate();
            move.setBytes(1, sha256(head));
            move.executeUpdate();
            connection.commit();
        });
    }

    /** Rows a second that one session copies in, so many in each commit. */
    double copyLoop(Database database, Duration length) throws SQLException, IOException {
        long written = 0;
        long start = System.nanoTime();
        try (Connection connection = database.connection()) {
            connection.setAutoCommit(false);
            while (System.nanoTime() - start < length.toNanos()) {
                StringBuilder rows = new StringBuilder();
                for (int i = 0; i < ROWS_IN_A_COPY; i++) {
                    write(rows);
                }
                connection
                        .unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("copy copied_check from stdin", new StringReader(rows.toString()));
                connection.commit();
                written += ROWS_IN_A_COPY;
            }
        }
        return written / ((System.nanoTime() - start) / 1e9);
    }

    private interface Work {
        void once() throws SQLException;
    }

    private static LedgerAppends.Writer writer(Connection connection, Work work) {
        return new LedgerAppends.Writer() {
            @Override
            public void write() throws SQLException {
                work.once();
            }

            @Override
            public void close() throws SQLException {
                connection.rollback();
                connection.close();
            }
        };
    }

    private PreparedStatement insert(Connection connection, String table) throws SQLException {
        return connection.prepareStatement("insert into " + table + " values ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")");
    }

    private void bind(PreparedStatement insert) throws SQLException {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            switch (column.content()) {
                case SAME -> insert.setObject(i + 1, column.value());
                case ID ->
                    insert.setObject(
                            i + 1,
                            CheckId.madeAt(Instant.now(), random::nextLong).value());
                case NOW -> insert.setTimestamp(i + 1, Timestamp.from(Instant.now()));
                case PRESCRIPTION -> insert.setString(i + 1, prescription(random));
                case HASH -> insert.setBytes(i + 1, hash(random));
                case NUMBER -> insert.setLong(i + 1, 1 + random.nextLong(Long.MAX_VALUE - 1));
            }
        }
    }

    private void write(StringBuilder rows) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            rows.append(i == 0 ? "" : "\t")
                    .append(
                            switch (column.content()) {
                                case SAME ->
                                    column.text() == null
                                            ? "\\N"
                                            : column.text().replace("\\", "\\\\");
                                case ID -> CheckId.madeAt(Instant.now(), random::nextLong);
                                case NOW -> Instant.now();
                                case PRESCRIPTION -> prescription(random);
                                case HASH -> "\\\\x" + HexFormat.of().formatHex(hash(random));
                                case NUMBER -> 1 + random.nextLong(Long.MAX_VALUE - 1);
                            });
        }
        rows.append('\n');
    }

    private static byte[] hash(ThreadLocalRandom random) {
        byte[] hash = new byte[BYTES_OF_A_HASH];
        random.nextBytes(hash);
        return hash;
    }

    private static String prescription(ThreadLocalRandom random) {
        return String.format(Locale.ROOT, "%06X-A99968-%06X", random.nextInt(1 << 24), random.nextInt(1 << 24));
    }

    private static byte[] sha256(byte[] head) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(head);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
