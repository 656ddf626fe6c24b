package uk.nhs.rtec.persistence.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.LedgerProofs;
import uk.nhs.rtec.application.audit.LedgerState;
import uk.nhs.rtec.application.audit.Provable;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.CheckpointNote;
import uk.nhs.rtec.domain.proof.ConsistencyProof;
import uk.nhs.rtec.domain.proof.Evidence;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.domain.proof.PatientField;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Ownership;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/** Proofs made of the ledger's rows. */
public final class HibernateLedgerProofs implements LedgerProofs {

    private static final int SECONDS = 5;

    private static final String CHECK = "select " + LedgerRow.columnsOf("c")
            + ", c.node, c.batch_number, c.batch_position from ledger_check c where c.id = ? order by c.answered_at";

    /** Within the month, so that only its partition is read. */
    private static final String LEAVES = "select " + LedgerRow.columnsOf("c") + " from ledger_check c"
            + " where c.node = ? and c.batch_number = ? and c.answered_at >= ? and c.answered_at < ?"
            + " order by c.batch_position";

    private static final String INDEX = "select log_index from ledger_log where node = ? and batch_number = ?";

    private static final String PASSED_BY =
            "select 1 from ledger_log where node = ? and batch_number > ? fetch first 1 rows only";

    private static final String LAST_NOTE = "select note from ledger_checkpoint where ledger_month = ?"
            + " order by tree_size desc fetch first 1 rows only";

    private static final String LAST_NOTES = "select c.note, c.signed_at from ledger_checkpoint c join ("
            + "select ledger_month, max(tree_size) as tree_size from ledger_checkpoint group by ledger_month) last"
            + " on last.ledger_month = c.ledger_month and last.tree_size = c.tree_size order by c.ledger_month";

    /** What no log has yet stands at the end of its node's chain. */
    private static final String WAITING = "select count(*), min(b.written_at) from ledger_batch b where b.node = ?"
            + " and b.batch_number > (select coalesce(max(l.batch_number), 0) from ledger_log l where l.node = ?)";

    private final Store store;
    private final KeyRing keys;

    public HibernateLedgerProofs(Store store, KeyRing keys) {
        this.store = store;
        this.keys = keys;
    }

    @Override
    public Optional<Provable> evidence(CheckId id) {
        return read(session -> {
            Optional<Placed> placed = session.doReturningWork(connection -> placed(connection, id));
            if (placed.isEmpty()) {
                return Optional.empty();
            }
            YearMonth month = Moments.monthOf(placed.get().row().answeredAt());
            return Optional.of(keys.of(session, month)
                    .map(ofMonth -> session.doReturningWork(connection -> prove(connection, placed.get(), ofMonth)))
                    .orElseGet(Provable.Erased::new));
        });
    }

    @Override
    public LedgerState state() {
        return read(session -> session.doReturningWork(HibernateLedgerProofs::state));
    }

    @Override
    public List<CheckpointNote> checkpoints() {
        return read(session -> session.doReturningWork(connection -> {
            List<CheckpointNote> notes = new ArrayList<>();
            try (PreparedStatement select = prepared(connection, LAST_NOTES);
                    ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    notes.add(note(result.getString(1)));
                }
            }
            return notes;
        }));
    }

    @Override
    public Optional<ConsistencyProof> consistency(YearMonth month, long from, long to) {
        return read(session -> session.doReturningWork(connection -> lastNote(connection, month)
                .filter(note -> to <= note.checkpoint().size())
                .map(note -> new MerkleTree(to, new LogTree(connection, month)).consistency(from))));
    }

    /** A check and where it stands. */
    private record Placed(LedgerRow row, String node, long batch, int position) {}

    private static Optional<Placed> placed(Connection connection, CheckId id) throws SQLException {
        try (PreparedStatement select = prepared(connection, CHECK)) {
            select.setObject(1, id.value());
            try (ResultSet result = select.executeQuery()) {
                int place = LedgerRow.COLUMNS.size();
                return result.next()
                        ? Optional.of(new Placed(
                                LedgerRow.read(result),
                                result.getString(place + 1),
                                result.getLong(place + 2),
                                result.getInt(place + 3)))
                        : Optional.empty();
            }
        }
    }

    private static Provable prove(Connection connection, Placed check, MonthKeys ofMonth) throws SQLException {
        Optional<Long> index = index(connection, check);
        if (index.isEmpty()) {
            return isPassedBy(connection, check) ? new Provable.NotInLog() : new Provable.NotSignedYet();
        }
        BatchHeader batch = StoredBatch.read(connection, check.node(), check.batch());
        CheckpointNote note = lastNote(connection, batch.month())
                .orElseThrow(() -> new LedgerAltered("a batch is in a log of which nothing is signed"));
        Sealer.Opened opened = CheckReader.opened(check.row(), ofMonth);
        return new Provable.Proved(new Evidence(
                check.row().clear(),
                opened.patient().evidence(opened.seed(), EnumSet.allOf(PatientField.class)),
                batch,
                MerkleTree.of(leaves(connection, batch)).inclusion(check.position()),
                new MerkleTree(note.checkpoint().size(), new LogTree(connection, batch.month())).inclusion(index.get()),
                note));
    }

    private static Optional<Long> index(Connection connection, Placed check) throws SQLException {
        try (PreparedStatement select = prepared(connection, INDEX)) {
            select.setString(1, check.node());
            select.setLong(2, check.batch());
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.of(result.getLong(1)) : Optional.empty();
            }
        }
    }

    /** Whether a later batch of its node is in a log, after which its own never comes. */
    private static boolean isPassedBy(Connection connection, Placed check) throws SQLException {
        try (PreparedStatement select = prepared(connection, PASSED_BY)) {
            select.setString(1, check.node());
            select.setLong(2, check.batch());
            try (ResultSet result = select.executeQuery()) {
                return result.next();
            }
        }
    }

    private static List<Hash> leaves(Connection connection, BatchHeader batch) throws SQLException {
        try (PreparedStatement select = prepared(connection, LEAVES)) {
            select.setString(1, batch.node());
            select.setLong(2, batch.number());
            select.setObject(3, MonthRows.begin(batch.month()));
            select.setObject(4, MonthRows.begin(batch.month().plusMonths(1)));
            List<Hash> leaves = new ArrayList<>(batch.size());
            try (ResultSet result = select.executeQuery()) {
                while (result.next()) {
                    leaves.add(LedgerRow.read(result).clear().leaf());
                }
            }
            return leaves;
        }
    }

    private static Optional<CheckpointNote> lastNote(Connection connection, YearMonth month) throws SQLException {
        try (PreparedStatement select = prepared(connection, LAST_NOTE)) {
            select.setString(1, Moments.text(month));
            try (ResultSet result = select.executeQuery()) {
                return result.next() ? Optional.of(note(result.getString(1))) : Optional.empty();
            }
        }
    }

    private static LedgerState state(Connection connection) throws SQLException {
        List<LedgerState.MonthState> months = new ArrayList<>();
        try (PreparedStatement select = prepared(connection, LAST_NOTES);
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                months.add(new LedgerState.MonthState(
                        note(result.getString(1)).checkpoint(),
                        result.getObject(2, OffsetDateTime.class).toInstant()));
            }
        }
        long waiting = 0;
        @Nullable Instant since = null;
        for (String node : StoredBatch.nodes(connection)) {
            try (PreparedStatement select = prepared(connection, WAITING)) {
                select.setString(1, node);
                select.setString(2, node);
                try (ResultSet result = select.executeQuery()) {
                    result.next();
                    waiting += result.getLong(1);
                    OffsetDateTime oldest = result.getObject(2, OffsetDateTime.class);
                    if (oldest != null && (since == null || oldest.toInstant().isBefore(since))) {
                        since = oldest.toInstant();
                    }
                }
            }
        }
        return new LedgerState(months, waiting, Optional.ofNullable(since), Ownership.isOf(connection, SECONDS));
    }

    private static CheckpointNote note(String text) {
        return CheckpointNote.parse(text)
                .orElseThrow(() -> new IllegalStateException("the ledger holds a checkpoint that is none"));
    }

    private static PreparedStatement prepared(Connection connection, String query) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query);
        statement.setQueryTimeout(SECONDS);
        return statement;
    }

    private <T> T read(Function<StatelessSession, T> work) {
        try {
            return store.inTransaction(Patience.SEARCH, work);
        } catch (DatabaseFailure e) {
            throw new HistoryUnavailable(e.what());
        }
    }
}
