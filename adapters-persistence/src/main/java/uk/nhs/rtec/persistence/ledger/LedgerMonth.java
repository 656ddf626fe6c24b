package uk.nhs.rtec.persistence.ledger;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import uk.nhs.rtec.domain.proof.ArchiveNote;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Bytes;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ClearFields;
import uk.nhs.rtec.domain.proof.CompactRange;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.copy.BinaryCopy;
import uk.nhs.rtec.persistence.copy.CopiedRows;

/**
 * The checks of one month on PostgreSQL, which the owner of the tables can take out and bring back. Nothing else goes: the month's batches, its log
 * and its checkpoints stay, and so do its wrapped keys.
 */
public final class LedgerMonth {

    /** A lock was not to be had in time; two waited for each other. */
    private static final Set<String> IN_THE_WAY = Set.of("55P03", "40P01");

    /** Whoever writes or reads waits for us no longer than this, and then we stand back for a while. */
    private static final String BRIEFLY = "set local lock_timeout = '100ms'";

    private static final String STAND_BACK = "select pg_sleep(0.3)";
    private static final int ATTEMPTS = 60;

    private static final DateTimeFormatter IN_NAMES = DateTimeFormatter.ofPattern("uuuu_MM", Locale.ROOT);

    /** Nobody else takes a month out, or brings one back, at the same time. */
    private static final String ALONE = "select pg_advisory_xact_lock(hashtext('ledger_archive'))";

    private static final String STANDING = """
            select pg_get_userbyid(c.relowner) = current_user,
                to_regclass(?) is not null,
                exists(select from pg_inherits i where i.inhparent = c.oid and i.inhrelid = to_regclass(?)),
                (select count(*) from ledger_batch where ledger_month = ?),
                (select count(*) from ledger_log where ledger_month = ?),
                (select coalesce(sum(check_count), 0) from ledger_batch where ledger_month = ?),
                (select note from ledger_checkpoint where ledger_month = ? order by tree_size desc fetch first 1 rows only),
                not exists(select from ledger_key where ledger_month = ?)
            from pg_class c where c.oid = 'ledger_check'::regclass""";

    private static final String CHECKPOINTS =
            "select note from ledger_checkpoint where ledger_month = ? order by tree_size";

    private final DataSource owner;
    private final YearMonth month;
    private final String table;

    /**
     * A month.
     *
     * @param owner connects as the owner of the tables, to PostgreSQL
     */
    public LedgerMonth(DataSource owner, YearMonth month) {
        this.owner = owner;
        this.month = month;
        table = "ledger_check_" + IN_NAMES.format(month);
    }

    /**
     * What the database has of a month.
     *
     * @param isOurs whether whoever asks is the owner of the tables
     * @param isThere whether there is a table of its name
     * @param isPart whether that is a part of the ledger
     * @param batches how many batches were written in it
     * @param joined how many of them its log has
     * @param checks how many checks its batches have
     * @param last the last checkpoint of its log
     * @param entry whether it ever went into files
     * @param isErased whether it has no keys, since they were destroyed
     */
    public record Standing(
            boolean isOurs,
            boolean isThere,
            boolean isPart,
            long batches,
            long joined,
            long checks,
            Optional<CheckpointNote> last,
            Optional<ArchiveEntry> entry,
            boolean isErased) {

        /** Whether every batch is in the log, and all of the log is signed. */
        public boolean isSigned() {
            return joined == batches
                    && last.filter(note -> note.checkpoint().size() == batches).isPresent();
        }

        /** Whether its checks are in files, and not here. */
        public boolean isArchived() {
            return !isPart && entry.filter(ArchiveEntry::isArchived).isPresent();
        }
    }

    /** Where a month goes, in the order of its log. */
    public interface Sink {

        void batch(BatchHeader batch) throws IOException;

        /**
         * The next check of the last batch.
         *
         * @param postcodeHash as far as the row has one
         */
        void check(ClearFields check, Bytes sealed, Optional<Bytes> postcodeHash) throws IOException;

        void checkpoint(CheckpointNote note) throws IOException;

        void keys(WrappedKeys keys) throws IOException;
    }

    /**
     * A check on its way back.
     *
     * @param postcodeHash as far as the row had one
     */
    public record Kept(
            String node, long batch, long position, ClearFields check, Bytes sealed, Optional<Bytes> postcodeHash) {

        @Override
        public String toString() {
            return "Kept[" + node + ", " + batch + ", " + position + "]";
        }
    }

    /** Where a month comes from, in the order of its log. */
    @FunctionalInterface
    public interface Source {
        Optional<Kept> next() throws IOException;
    }

    /** What became of a month that was to go. */
    public enum Departure {
        GONE,
        /** The same, and its keys were destroyed while it went into the files: what they have of them must go too. */
        GONE_ERASED,
        /** The database has not what the files have: something was added meanwhile. */
        CHANGED,
        /** Somebody else was in the way for too long; nothing was changed. */
        BUSY
    }

    /** What became of a month that was to come back. */
    public enum Return {
        BACK,
        /** It was here before, the same. */
        SAME,
        /** Something else is in its place. */
        OTHER
    }

    /** Whether the database is one of those that can do this. */
    public static boolean isPossibleOn(DataSource database) {
        try (Connection connection = database.getConnection()) {
            return connection.isWrapperFor(PGConnection.class);
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    public Standing standing() {
        return inTransaction(this::standing);
    }

    /**
     * Reads all of the month in one view of the database.
     *
     * @throws NotAsWritten when a batch of the log has not the checks that it says
     */
    public void copyTo(Sink sink) throws IOException, NotAsWritten {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                copy(connection, sink);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /**
     * In one transaction, takes the month's partition out of the ledger, drops it, and says so.
     *
     * @param note vouches for the files that hold it now
     */
    public Departure takeOut(ArchiveNote note, Instant now) {
        return inTransaction(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(ALONE);
                // Whoever destroys the keys waits, and finds the month in files.
                statement.execute(
                        "select from ledger_key where ledger_month = '" + Moments.text(month) + "' for share");
                // From here on nobody adds to it; whoever reads may.
                statement.execute("lock table " + table + " in share mode");
                Standing standing = standing(connection);
                if (standing.batches() != note.batches()
                        || !standing.isSigned()
                        || number(statement, "select count(*) from " + table) != note.checks()) {
                    return Departure.CHANGED;
                }
                if (!isDetached(connection, statement)) {
                    return Departure.BUSY;
                }
                statement.execute("drop table " + table);
            }
            ArchiveEntry.addArchived(connection, note, now);
            return standing(connection).isErased() ? Departure.GONE_ERASED : Departure.GONE;
        });
    }

    /**
     * In one transaction, brings the month back: each batch of its log must have exactly its checks. Its keys never left.
     *
     * @param source may be asked for from the beginning once
     * @param manifest the SHA-256 of the manifest of the files
     * @throws NotAsWritten when what comes is not what the log has; then nothing is changed
     */
    public Return bringBack(Source source, Hash manifest, Instant now) throws IOException, NotAsWritten {
        try (Connection connection = owner.getConnection();
                Connection log = owner.getConnection()) {
            connection.setAutoCommit(false);
            log.setAutoCommit(false);
            try {
                Return end = bringBack(connection, log, source, manifest, now);
                connection.commit();
                return end;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            } finally {
                log.rollback();
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    private Return bringBack(Connection connection, Connection log, Source source, Hash manifest, Instant now)
            throws SQLException, IOException, NotAsWritten {
        try (Statement statement = connection.createStatement()) {
            statement.execute(ALONE);
            Standing standing = standing(connection);
            if (standing.isThere()) {
                return standing.isPart() && isSame(log, source) ? Return.SAME : Return.OTHER;
            }
            String day = "date '" + month.atDay(1) + "'";
            statement.execute("select ledger_prepare_partition(" + day + ")");
            fill(connection, log, source);
            statement.execute("select pg_advisory_xact_lock(hashtext('ledger_make_partition'))");
            statement.execute("select ledger_attach_partition(" + day + ")");
        }
        ArchiveEntry.addRestored(connection, month, manifest, now);
        return Return.BACK;
    }

    private void fill(Connection connection, Connection log, Source source)
            throws SQLException, IOException, NotAsWritten {
        try (MonthRows batches = new MonthRows(log, month);
                BinaryCopy copy = new BinaryCopy(connection, table + " (" + Rows.CHECK_COLUMNS + ")")) {
            while (batches.nextBatch()) {
                BatchHeader batch = batches.batch();
                CompactRange tree = CompactRange.EMPTY;
                for (int position = 0; position < batch.size(); position++) {
                    LedgerRow row = row(source, batch, position);
                    tree = tree.plus(row.clear().leaf());
                    CopiedRows rows = copy.next().beginRow(LedgerRow.COLUMNS.size() + CheckEntry.COLUMNS_OF_PLACE);
                    row.addTo(rows);
                    rows.add(batch.node()).add(batch.number()).add(position);
                }
                if (!tree.root().equals(batch.root())) {
                    throw new NotAsWritten("batch " + batch.number() + " of node " + batch.node());
                }
            }
            nothingMore(source);
            copy.end();
        }
    }

    private boolean isSame(Connection log, Source source) throws SQLException, IOException {
        try (MonthRows rows = new MonthRows(log, month)) {
            while (rows.nextBatch()) {
                BatchHeader batch = rows.batch();
                for (int position = 0; position < batch.size(); position++) {
                    if (!rows.check(batch, position).equals(row(source, batch, position))) {
                        return false;
                    }
                }
            }
            rows.end();
            nothingMore(source);
            return true;
        } catch (NotAsWritten e) {
            return false;
        }
    }

    private static LedgerRow row(Source source, BatchHeader batch, int position) throws IOException, NotAsWritten {
        Optional<Kept> next = source.next();
        if (next.isEmpty()
                || !next.get().node().equals(batch.node())
                || next.get().batch() != batch.number()
                || next.get().position() != position) {
            throw new NotAsWritten("check " + position + " of batch " + batch.number() + " of node " + batch.node());
        }
        return new LedgerRow(next.get().check(), next.get().sealed(), next.get().postcodeHash());
    }

    private static void nothingMore(Source source) throws IOException, NotAsWritten {
        if (source.next().isPresent()) {
            throw new NotAsWritten("a check that no batch of the log has");
        }
    }

    private void copy(Connection connection, Sink sink) throws SQLException, IOException, NotAsWritten {
        try (MonthRows rows = new MonthRows(connection, month)) {
            while (rows.nextBatch()) {
                BatchHeader batch = rows.batch();
                sink.batch(batch);
                for (int position = 0; position < batch.size(); position++) {
                    LedgerRow row = rows.check(batch, position);
                    sink.check(row.clear(), row.sealed(), row.postcodeHash());
                }
            }
            rows.end();
        }
        try (PreparedStatement select = connection.prepareStatement(CHECKPOINTS)) {
            select.setFetchSize(500);
            select.setString(1, Moments.text(month));
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    sink.checkpoint(CheckpointNote.parse(result.getString(1))
                            .orElseThrow(() -> new NotAsWritten("a checkpoint that is none")));
                }
            }
        }
        Optional<WrappedKeys> keys = WrappedKeys.of(connection, month);
        if (keys.isPresent()) {
            sink.keys(keys.get());
        }
    }

    /** Everybody who reads or writes any check stands in the way of this, for a moment, and would wait behind it. */
    private boolean isDetached(Connection connection, Statement statement) throws SQLException {
        statement.execute(BRIEFLY);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Savepoint before = connection.setSavepoint();
            try {
                statement.execute("alter table ledger_check detach partition " + table);
                return true;
            } catch (SQLException e) {
                connection.rollback(before);
                if (!IN_THE_WAY.contains(String.valueOf(e.getSQLState()))) {
                    throw e;
                }
                statement.execute(STAND_BACK);
            }
        }
        return false;
    }

    private Standing standing(Connection connection) throws SQLException {
        String text = Moments.text(month);
        try (PreparedStatement select = connection.prepareStatement(STANDING)) {
            select.setString(1, table);
            select.setString(2, table);
            for (int parameter = 3; parameter <= 7; parameter++) {
                select.setString(parameter, text);
            }
            try (ResultSet result = select.executeQuery()) {
                result.next();
                return new Standing(
                        result.getBoolean(1),
                        result.getBoolean(2),
                        result.getBoolean(3),
                        result.getLong(4),
                        result.getLong(5),
                        result.getLong(6),
                        Optional.ofNullable(result.getString(7)).flatMap(CheckpointNote::parse),
                        ArchiveEntry.last(connection, month),
                        result.getBoolean(8));
            }
        }
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(Work<T> work) {
        try (Connection connection = owner.getConnection()) {
            connection.setAutoCommit(false);
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }
}
