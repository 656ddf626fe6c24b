package uk.nhs.rtec.persistence.ledger;

import java.sql.SQLException;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.domain.proof.BatchHeader;
import uk.nhs.rtec.domain.proof.Hash;
import uk.nhs.rtec.domain.proof.MerkleTree;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.ledger.LedgerConnection.Head;
import uk.nhs.rtec.persistence.ledger.PendingCheck.Ending;

/**
 * Writes batches, one after the other, as the next links of its node's chain; for one thread.
 *
 * <p>A batch is one transaction: it is there whole or not at all. What fails of it is found by halving, and fails alone. When a commit is
 * not answered, the number of the batch tells: whoever writes that number again waits until it is decided, and then has it or not.
 */
final class BatchWriter implements AutoCloseable {

    private static final long MILLIS_BETWEEN = 20;

    private final DataSource database;
    private final String node;
    private final InstantSource clock;
    private final CountDownLatch closed = new CountDownLatch(1);

    private @Nullable LedgerConnection connection;
    private @Nullable Head head;
    private @Nullable Sent inDoubt;

    BatchWriter(DataSource database, String node, InstantSource clock) {
        this.database = database;
        this.node = node;
        this.clock = clock;
    }

    /** A batch as it was sent to be committed. */
    private record Sent(BatchHeader header, Set<UUID> members) {}

    /** How one attempt at a batch ended. */
    private enum Attempt {
        DONE,
        /** Another writer has the number; nothing was written. */
        NUMBER_TAKEN,
        /** The commit was sent, and nobody knows. */
        UNANSWERED
    }

    /** What became of a commit that was not answered. */
    private enum Decision {
        COMMITTED,
        NOT_COMMITTED,
        UNKNOWN
    }

    /** Connects ahead of the first batch, which would otherwise take as long as a check may. */
    void connect() {
        try {
            LedgerConnection open = connected();
            // Not kept: another process of this name may write until the first batch comes.
            open.head(node);
            open.rollback();
        } catch (SQLException | RuntimeException e) {
            // The first batch tries again, and tells its callers; a pool may fail in a way of its own, which must not
            // end the thread.
            disconnect();
        }
    }

    /** Writes what was taken and says to each caller how it ended, whatever happens. */
    void write(List<PendingCheck> taken) {
        try {
            byMonth(taken).forEach(this::writeMonth);
        } finally {
            // Without effect on who knows already.
            end(taken, new Ending.Failed("the ledger's writer failed"));
        }
    }

    @Override
    public void close() {
        closed.countDown();
        disconnect();
    }

    private static Collection<List<PendingCheck>> byMonth(List<PendingCheck> taken) {
        Map<YearMonth, List<PendingCheck>> months = taken.stream()
                .collect(Collectors.groupingBy(
                        pending -> pending.entry().month(), LinkedHashMap::new, Collectors.toList()));
        return months.values();
    }

    private void writeMonth(List<PendingCheck> batch) {
        boolean again = true;
        while (again) {
            boolean reused = connection != null && connection.isUsed();
            try {
                again = switch (attempt(batch)) {
                    case DONE -> false;
                    case NUMBER_TAKEN -> isAwaited(batch);
                    case UNANSWERED -> decide(batch) == Decision.NOT_COMMITTED && isAwaited(batch);
                };
            } catch (SQLException e) {
                again = takenBack(batch, e, reused);
            } catch (RuntimeException | Error e) {
                disconnect();
                throw e;
            }
        }
        end(batch, new Ending.Failed("the ledger's chain was not free"));
    }

    /** Nothing of the batch was written; says whether to try it again as it is. */
    private boolean takenBack(List<PendingCheck> batch, SQLException failed, boolean reused) {
        if (!isRolledBack()) {
            disconnect();
            // A connection that was good may have ended since; a new one that fails tells that the database is away.
            if (!reused) {
                end(batch, failure(failed));
            }
            return reused && isAwaited(batch);
        }
        if (batch.size() > 1 && isOfARow(failed)) {
            parts(batch).forEach(this::writeMonth);
        } else {
            end(batch, failure(failed));
        }
        return false;
    }

    private Attempt attempt(List<PendingCheck> batch) throws SQLException {
        LedgerConnection open = connected();
        List<CheckEntry> entries = batch.stream().map(PendingCheck::entry).toList();
        Set<UUID> standing = open.claim(entries);
        List<CheckEntry> members = entries.stream()
                .filter(entry -> entry.request().isEmpty() || !entry.determined() || standing.contains(entry.id()))
                .toList();
        if (members.isEmpty()) {
            open.rollback();
            end(batch, new Ending.Answered());
            return Attempt.DONE;
        }
        if (head == null) {
            head = open.head(node);
        }
        BatchHeader header = header(head, members);
        if (open.addBatch(header) != LedgerConnection.NumberIs.HAD) {
            head = null;
            open.rollback();
            return Attempt.NUMBER_TAKEN;
        }
        open.addChecks(header, members);
        return commit(open, batch, new Sent(header, idsOf(members)));
    }

    private Attempt commit(LedgerConnection open, List<PendingCheck> batch, Sent sent) {
        head = null;
        try {
            open.commit();
        } catch (SQLException e) {
            inDoubt = sent;
            disconnect();
            return Attempt.UNANSWERED;
        }
        head = new Head(sent.header().number(), sent.header().hash());
        endCommitted(batch, sent);
        return Attempt.DONE;
    }

    private static Set<UUID> idsOf(List<CheckEntry> members) {
        return members.stream().map(CheckEntry::id).collect(Collectors.toUnmodifiableSet());
    }

    private BatchHeader header(Head last, List<CheckEntry> members) {
        return new BatchHeader(
                node,
                last.number() + 1,
                members.get(0).month(),
                last.hash(),
                root(members),
                members.size(),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    private static Hash root(List<CheckEntry> members) {
        return MerkleTree.of(members.stream().map(CheckEntry::leaf).toList()).root();
    }

    /** Looks what became of the batch in doubt, for as long as anybody waits to know. */
    private Decision decide(List<PendingCheck> batch) {
        Sent sent = Objects.requireNonNull(inDoubt);
        inDoubt = null;
        Decision decision = Decision.UNKNOWN;
        while (decision == Decision.UNKNOWN && isAwaited(batch) && !isClosing()) {
            decision = look(sent.header());
        }
        switch (decision) {
            case COMMITTED -> endCommitted(batch, sent);
            case NOT_COMMITTED -> {}
            case UNKNOWN -> end(batch, new Ending.Failed("the database did not say whether it committed"));
        }
        return decision;
    }

    /** Wants the number again: for as long as the commit is under way, whoever wants it waits. */
    private Decision look(BatchHeader batch) {
        try {
            LedgerConnection open = connected();
            LedgerConnection.NumberIs number = open.addBatch(batch);
            open.rollback();
            if (number != LedgerConnection.NumberIs.TAKEN) {
                return number == LedgerConnection.NumberIs.HAD ? Decision.NOT_COMMITTED : Decision.UNKNOWN;
            }
            boolean ours = open.hash(batch.node(), batch.number()).equals(Optional.of(batch.hash()));
            open.rollback();
            return ours ? Decision.COMMITTED : Decision.NOT_COMMITTED;
        } catch (SQLException e) {
            disconnect();
            return Decision.UNKNOWN;
        }
    }

    private LedgerConnection connected() throws SQLException {
        LedgerConnection open = connection;
        if (open == null) {
            open = LedgerConnection.open(database, node);
            connection = open;
        }
        return open;
    }

    private boolean isRolledBack() {
        try {
            if (connection != null) {
                connection.rollback();
            }
            return connection != null;
        } catch (SQLException e) {
            return false;
        }
    }

    private void disconnect() {
        head = null;
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    /** Whoever looks again at once finds what it found; true when the writer is closed meanwhile. */
    private boolean isClosing() {
        try {
            return closed.await(MILLIS_BETWEEN, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Those without a request id first, since they never wait for another node; else the one half and the other. */
    private static List<List<PendingCheck>> parts(List<PendingCheck> batch) {
        Map<Boolean, List<PendingCheck>> byRequest = batch.stream()
                .collect(Collectors.partitioningBy(
                        pending -> pending.entry().request().isPresent()));
        List<List<PendingCheck>> parts =
                List.of(Objects.requireNonNull(byRequest.get(false)), Objects.requireNonNull(byRequest.get(true)));
        return parts.stream().noneMatch(List::isEmpty)
                ? parts
                : List.of(batch.subList(0, batch.size() / 2), batch.subList(batch.size() / 2, batch.size()));
    }

    /** What one row can be the reason of: its data, a constraint, or somebody else who is at the same row. */
    private static boolean isOfARow(SQLException failed) {
        String state = String.valueOf(failed.getSQLState());
        return state.startsWith("22")
                || state.startsWith("23")
                || state.startsWith("40")
                || state.startsWith("55")
                || state.equals("HYT00");
    }

    private static boolean isAwaited(List<PendingCheck> batch) {
        return batch.stream().anyMatch(PendingCheck::isAwaited);
    }

    private static void endCommitted(List<PendingCheck> batch, Sent sent) {
        batch.forEach(pending -> pending.end(
                sent.members().contains(pending.entry().id()) ? new Ending.Written() : new Ending.Answered()));
    }

    private static void end(List<PendingCheck> batch, Ending how) {
        batch.forEach(pending -> pending.end(how));
    }

    private static Ending failure(SQLException failed) {
        return new Ending.Failed(DatabaseFailure.of(failed).what());
    }
}
