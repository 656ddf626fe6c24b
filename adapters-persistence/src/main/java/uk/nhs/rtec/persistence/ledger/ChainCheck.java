package uk.nhs.rtec.persistence.ledger;

import java.security.PublicKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.ArchiveNote;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Checkpoint;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.CompactRange;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.DistinctNames;

/**
 * Goes through the whole ledger, however large, and recomputes every hash from the rows; it needs no key, but sees more with the ledger's public one.
 * The checks of a month that was archived are not looked for, if the archive's note fits the month's batches.
 */
public final class ChainCheck {

    /** The most faults that are told; a ledger with more is no better for it. */
    private static final int MOST_FAULTS = 100;

    private static final int ROWS_AT_ONCE = 500;

    private static final String BATCHES =
            "select " + StoredBatch.COLUMNS + " from ledger_batch b where b.node = ? order by b.batch_number";

    private static final String CHECKS = "select " + LedgerRow.columnsOf("c")
            + ", c.batch_number, c.batch_position from ledger_check c where c.node = ?"
            + " order by c.batch_number, c.batch_position";

    /** Checks that no batch of any node can tell of. */
    private static final String NODES_OF_CHECKS = "select min(node) from ledger_check where node > ?";

    private static final String MONTHS_OF_LOGS = "select min(ledger_month) from ledger_log where ledger_month > ?";

    private static final String MONTHS_OF_CHECKPOINTS =
            "select min(ledger_month) from ledger_checkpoint where ledger_month > ?";

    /** What no log has stands at the end of its node's chain, or was taken out of the log. */
    private static final String NOT_IN_LOG = "select b.batch_number from ledger_batch b where b.node = ?"
            + " and b.batch_number < (select coalesce(max(l.batch_number), 0) from ledger_log l where l.node = ?)"
            + " and not exists (select 1 from ledger_log l where l.node = b.node and l.batch_number = b.batch_number)"
            + " order by b.batch_number fetch first " + MOST_FAULTS + " rows only";

    private static final String ONE_LOG =
            "select log_index, batch_hash from ledger_log where ledger_month = ? order by log_index";

    private static final String ITS_CHECKPOINTS =
            "select tree_size, root_hash, note from ledger_checkpoint where ledger_month = ? order by tree_size";

    private static final String FIRST_CHECKPOINT =
            "select note from ledger_checkpoint order by ledger_month, tree_size fetch first 1 rows only";

    private static final String EXTENT_OF_MONTH = "select (select count(*) from ledger_log where ledger_month = ?),"
            + " (select coalesce(sum(check_count), 0) from ledger_batch where ledger_month = ?)";

    private static final String JOINED = "select count(*) from ledger_log";

    private static final String LOG = "select count(*) from ledger_log l left join ledger_batch b"
            + " on b.node = l.node and b.batch_number = l.batch_number"
            + " where b.node is null or b.batch_hash <> l.batch_hash or b.ledger_month <> l.ledger_month";

    private final DataSource database;
    private final List<PublicKey> ledgersKeys;
    private final List<Checkpoint> witnessed;

    /** Of the rows alone: nobody's signature is looked at. */
    public ChainCheck(DataSource database) {
        this(database, List.of(), List.of());
    }

    /**
     * Also of what was signed.
     *
     * @param ledgersKeys one of which must have signed each checkpoint, and the note of each archive; with none, nobody's signature is looked at
     * @param witnessed checkpoints that were given away before: the logs must contain them
     */
    public ChainCheck(DataSource database, List<PublicKey> ledgersKeys, List<CheckpointNote> witnessed) {
        this.database = database;
        this.ledgersKeys = List.copyOf(ledgersKeys);
        this.witnessed = witnessed.stream()
                .map(CheckpointNote::checkpoint)
                .sorted(Comparator.comparingLong(Checkpoint::size))
                .toList();
    }

    /** What can be wrong with a batch. */
    public enum Fault {
        /** Its number does not follow the one before it. */
        NUMBER_MISSING,
        /** It names another batch as the one before it. */
        PREVIOUS_DIFFERS,
        /** Its hash is not that of what it says. */
        HASH_DIFFERS,
        /** It has more or fewer checks than it says, or one that stands at another place. */
        CHECKS_DIFFER,
        /** Its checks do not come to its root: one of them was changed. */
        ROOT_DIFFERS,
        /** One of its checks was answered in another month. */
        OTHER_MONTH,
        /** There are checks of a batch that is not there. */
        BATCH_MISSING,
        /** No log has it, and a later one of its node is in one: it was taken out, and nothing will ever be signed of it. */
        NOT_IN_LOG,
        /** A log has something that no batch is. */
        LOG_DIFFERS,
        /** The roots that are kept of a log, to make proofs of, are not those of the log. */
        KEPT_ROOTS_DIFFER,
        /** What was signed is not the log. */
        CHECKPOINT_DIFFERS,
        /** What was signed, or given away, is of a ledger of another name. */
        OTHER_LEDGER,
        /** A checkpoint is not signed with the ledger's key. */
        CHECKPOINT_NOT_SIGNED,
        /** A checkpoint that was given away is not of the log that is here. */
        WITNESS_DIFFERS,
        /** A checkpoint that was given away has more batches than the log that is here. */
        ROLLED_BACK,
        /** What is said of an archive does not fit the month's batches. */
        ARCHIVE_DIFFERS,
        /** What is said of an archive is not signed with the ledger's key. */
        ARCHIVE_NOT_SIGNED
    }

    /** A fault and where it is: in a batch of a node, in all of a node (number 0), or in the log of a month, at a size. */
    public record Found(String nodeOrMonth, long number, Fault fault) {}

    /**
     * What was seen.
     *
     * @param waiting how many batches no log has yet, so that nobody signed them
     * @param checks how many checks were read
     * @param archived the months whose checks are in files
     * @param faults the first hundred of them; none when every hash is as it was written
     */
    public record Report(long batches, long waiting, long checks, List<YearMonth> archived, List<Found> faults) {

        public Report {
            archived = List.copyOf(archived);
            faults = List.copyOf(faults);
        }
    }

    /**
     * Reads every batch and every check.
     *
     * @throws DatabaseFailure when the database fails
     */
    public Report run() {
        try (Connection connection = database.getConnection()) {
            // One view of everything, however long it takes; and without auto-commit, rows are fetched some at a time.
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try {
                Walk walk = new Walk(connection);
                walk.name();
                walk.archives();
                for (String node : StoredBatch.nodes(connection)) {
                    walk.node(node);
                    walk.notInLog(node);
                }
                walk.strangers();
                walk.log();
                walk.months.addAll(DistinctNames.of(connection, MONTHS_OF_LOGS));
                walk.months.addAll(DistinctNames.of(connection, MONTHS_OF_CHECKPOINTS));
                for (String month : walk.months) {
                    walk.checkpoints(month);
                }
                walk.otherWitnesses();
                return new Report(walk.batches, walk.waiting(), walk.checks, List.copyOf(walk.archived), walk.faults);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw DatabaseFailure.of(e);
        }
    }

    /** Checks in the order of their places, of which one can be looked at before it is taken. */
    private static final class Checks {

        private static final int NUMBER = LedgerRow.COLUMNS.size() + 1;

        private final ResultSet rows;
        private boolean present;

        Checks(ResultSet rows) throws SQLException {
            this.rows = rows;
            this.present = rows.next();
        }

        boolean isBefore(long batch) throws SQLException {
            return present && rows.getLong(NUMBER) < batch;
        }

        boolean isOf(long batch) throws SQLException {
            return present && rows.getLong(NUMBER) == batch;
        }

        long batch() throws SQLException {
            return rows.getLong(NUMBER);
        }

        int position() throws SQLException {
            return rows.getInt(NUMBER + 1);
        }

        LedgerRow take() throws SQLException {
            LedgerRow row = LedgerRow.read(rows);
            present = rows.next();
            return row;
        }
    }

    /** The checkpoints of a log in the order of their sizes, of which one can be looked at before it is taken. */
    private record Signed(long size, Hash root, Optional<CheckpointNote> note) {

        static @Nullable Signed next(ResultSet rows) throws SQLException {
            return rows.next()
                    ? new Signed(rows.getLong(1), Hash.of(rows.getBytes(2)), CheckpointNote.parse(rows.getString(3)))
                    : null;
        }
    }

    private final class Walk {

        private final Connection connection;
        private final List<Found> faults = new ArrayList<>();
        private final Set<YearMonth> archived = new TreeSet<>();
        /** All that a batch, a log or a checkpoint is of. */
        private final Set<String> months = new TreeSet<>();

        private Optional<String> ledger = Optional.empty();
        private long batches;
        private long checks;

        Walk(Connection connection) {
            this.connection = connection;
        }

        /** The name of the ledger is what its first checkpoint says: every other one must say the same. */
        void name() throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(FIRST_CHECKPOINT);
                    ResultSet result = select.executeQuery()) {
                ledger = result.next()
                        ? CheckpointNote.parse(result.getString(1))
                                .map(note -> note.checkpoint().ledger())
                        : Optional.empty();
            }
        }

        private boolean isOurs(String name) {
            ledger = ledger.or(() -> Optional.of(name));
            return ledger.equals(Optional.of(name));
        }

        /** Which months are in files; of whichever that is not vouched for as it must be, the checks are missed. */
        void archives() throws SQLException {
            for (ArchiveEntry entry : ArchiveEntry.last(connection)) {
                if (entry.isArchived()) {
                    Optional<ArchiveNote> note = entry.note().flatMap(ArchiveNote::parse);
                    String month = Moments.text(entry.month());
                    if (note.isEmpty() || !fits(entry, note.get(), month)) {
                        found(new Found(month, 0, Fault.ARCHIVE_DIFFERS));
                    } else if (!isOurs(note.get().ledger())) {
                        found(new Found(month, 0, Fault.OTHER_LEDGER));
                    } else if (!ledgersKeys.isEmpty() && !note.get().isSignedByAny(ledgersKeys)) {
                        found(new Found(month, 0, Fault.ARCHIVE_NOT_SIGNED));
                    } else {
                        archived.add(entry.month());
                    }
                }
            }
        }

        private boolean fits(ArchiveEntry entry, ArchiveNote note, String month) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(EXTENT_OF_MONTH)) {
                select.setString(1, month);
                select.setString(2, month);
                try (ResultSet result = select.executeQuery()) {
                    return result.next()
                            && note.month().equals(entry.month())
                            && note.manifest().equals(entry.manifest())
                            && note.batches() == result.getLong(1)
                            && note.checks() == result.getLong(2);
                }
            }
        }

        void node(String node) throws SQLException {
            try (PreparedStatement ofBatches = streamed(BATCHES, node);
                    PreparedStatement ofChecks = streamed(CHECKS, node);
                    ResultSet storedBatches = ofBatches.executeQuery();
                    ResultSet storedChecks = ofChecks.executeQuery()) {
                Checks rest = new Checks(storedChecks);
                @Nullable StoredBatch last = null;
                while (storedBatches.next()) {
                    StoredBatch batch = StoredBatch.read(storedBatches);
                    link(Optional.ofNullable(last), batch);
                    without(node, rest, batch.header().number());
                    if (rest.isOf(batch.header().number())
                            || !archived.contains(batch.header().month())) {
                        content(batch.header(), rest);
                    }
                    months.add(Moments.text(batch.header().month()));
                    last = batch;
                    batches++;
                }
                without(node, rest, Long.MAX_VALUE);
            }
        }

        private void link(Optional<StoredBatch> last, StoredBatch batch) {
            BatchHeader header = batch.header();
            if (header.number() != last.map(before -> before.header().number()).orElse(0L) + 1) {
                found(header, Fault.NUMBER_MISSING);
            }
            if (!header.previous().equals(last.map(StoredBatch::hash).orElse(Hash.NONE))) {
                found(header, Fault.PREVIOUS_DIFFERS);
            }
            if (!header.hash().equals(batch.hash())) {
                found(header, Fault.HASH_DIFFERS);
            }
        }

        private void content(BatchHeader batch, Checks rest) throws SQLException {
            CompactRange tree = CompactRange.EMPTY;
            boolean inPlace = true;
            boolean inMonth = true;
            while (rest.isOf(batch.number())) {
                inPlace &= rest.position() == tree.size();
                LedgerRow row = rest.take();
                inMonth &= Moments.monthOf(row.answeredAt()).equals(batch.month());
                tree = tree.plus(row.clear().leaf());
                checks++;
            }
            if (!inPlace || tree.size() != batch.size()) {
                found(batch, Fault.CHECKS_DIFFER);
            }
            if (!inMonth) {
                found(batch, Fault.OTHER_MONTH);
            }
            if (!tree.root().equals(batch.root())) {
                found(batch, Fault.ROOT_DIFFERS);
            }
        }

        /** Checks whose batch is not there. */
        private void without(String node, Checks rest, long before) throws SQLException {
            while (rest.isBefore(before)) {
                long batch = rest.batch();
                found(new Found(node, batch, Fault.BATCH_MISSING));
                while (rest.isOf(batch)) {
                    rest.take();
                    checks++;
                }
            }
        }

        void notInLog(String node) throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(NOT_IN_LOG)) {
                select.setString(1, node);
                select.setString(2, node);
                try (ResultSet result = select.executeQuery()) {
                    while (result.next()) {
                        found(new Found(node, result.getLong(1), Fault.NOT_IN_LOG));
                    }
                }
            }
        }

        long waiting() throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(JOINED);
                    ResultSet result = select.executeQuery()) {
                return result.next() ? Math.max(0, batches - result.getLong(1)) : batches;
            }
        }

        void strangers() throws SQLException {
            List<String> known = StoredBatch.nodes(connection);
            DistinctNames.of(connection, NODES_OF_CHECKS).stream()
                    .filter(node -> !known.contains(node))
                    .forEach(node -> found(new Found(node, 0, Fault.BATCH_MISSING)));
        }

        void log() throws SQLException {
            try (PreparedStatement select = connection.prepareStatement(LOG);
                    ResultSet result = select.executeQuery()) {
                if (result.next() && result.getLong(1) > 0) {
                    found(new Found("", 0, Fault.LOG_DIFFERS));
                }
            }
        }

        /** Every checkpoint is the root of as many leaves as it says, here or elsewhere. */
        void checkpoints(String month) throws SQLException {
            try (PreparedStatement ofLog = streamed(ONE_LOG, month);
                    PreparedStatement ofCheckpoints = streamed(ITS_CHECKPOINTS, month);
                    KeptRoots kept = new KeptRoots(connection, month);
                    ResultSet leaves = ofLog.executeQuery();
                    ResultSet signed = ofCheckpoints.executeQuery()) {
                Deque<Checkpoint> elsewhere = new ArrayDeque<>(witnessedOf(month));
                CompactRange log = CompactRange.EMPTY;
                boolean inOrder = true;
                boolean isKept = true;
                long signedUpTo = 0;
                @Nullable Signed next = Signed.next(signed);
                while (leaves.next()) {
                    inOrder &= leaves.getLong(1) == log.size();
                    Hash leaf = Hash.of(leaves.getBytes(2));
                    log = log.plus(leaf);
                    isKept &= kept.add(leaf);
                    while (next != null && next.size() <= log.size()) {
                        compare(month, next, log);
                        signedUpTo = next.size();
                        next = Signed.next(signed);
                    }
                    while (!elsewhere.isEmpty() && elsewhere.element().size() <= log.size()) {
                        Checkpoint witness = elsewhere.remove();
                        if (witness.size() != log.size() || !witness.root().equals(log.root())) {
                            found(new Found(month, witness.size(), Fault.WITNESS_DIFFERS));
                        }
                    }
                }
                for (; next != null; next = Signed.next(signed)) {
                    found(new Found(month, next.size(), Fault.CHECKPOINT_DIFFERS));
                }
                elsewhere.forEach(witness -> found(new Found(month, witness.size(), Fault.ROLLED_BACK)));
                if (!isKept || !kept.isAll()) {
                    found(new Found(month, log.size(), Fault.KEPT_ROOTS_DIFFER));
                }
                if (!inOrder || signedUpTo < log.size()) {
                    found(new Found(month, log.size(), Fault.LOG_DIFFERS));
                }
            }
        }

        private void compare(String month, Signed signed, CompactRange log) {
            boolean isSaid = signed.note()
                    .map(CheckpointNote::checkpoint)
                    .filter(said -> said.size() == signed.size()
                            && said.root().equals(signed.root())
                            && Moments.text(said.month()).equals(month))
                    .isPresent();
            if (!isSaid || signed.size() != log.size() || !signed.root().equals(log.root())) {
                found(new Found(month, signed.size(), Fault.CHECKPOINT_DIFFERS));
            } else if (!isOurs(signed.note().orElseThrow().checkpoint().ledger())) {
                found(new Found(month, signed.size(), Fault.OTHER_LEDGER));
            } else if (!ledgersKeys.isEmpty() && !signed.note().orElseThrow().isSignedByAny(ledgersKeys)) {
                found(new Found(month, signed.size(), Fault.CHECKPOINT_NOT_SIGNED));
            }
        }

        /** Checkpoints that were given away of months of which nothing is here, or of another ledger. */
        void otherWitnesses() {
            for (Checkpoint witness : witnessed) {
                String month = Moments.text(witness.month());
                if (!isOurs(witness.ledger())) {
                    found(new Found(month, witness.size(), Fault.OTHER_LEDGER));
                } else if (!months.contains(month)) {
                    found(new Found(month, witness.size(), Fault.ROLLED_BACK));
                }
            }
        }

        private List<Checkpoint> witnessedOf(String month) {
            return witnessed.stream()
                    .filter(witness -> Moments.text(witness.month()).equals(month) && isOurs(witness.ledger()))
                    .toList();
        }

        private void found(BatchHeader batch, Fault fault) {
            found(new Found(batch.node(), batch.number(), fault));
        }

        private void found(Found fault) {
            if (faults.size() < MOST_FAULTS) {
                faults.add(fault);
            }
        }

        private PreparedStatement streamed(String query, String nodeOrMonth) throws SQLException {
            PreparedStatement statement = connection.prepareStatement(query);
            statement.setFetchSize(ROWS_AT_ONCE);
            statement.setString(1, nodeOrMonth);
            return statement;
        }
    }
}
