package uk.nhs.rtec.persistence.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.check.CheckLedger;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.requester.Requester;
import uk.nhs.rtec.persistence.DatabaseFailure;
import uk.nhs.rtec.persistence.Patience;
import uk.nhs.rtec.persistence.Store;

/**
 * The ledger with one writer for all callers of a node: each seals and hashes its own check, then waits while the writer commits it together
 * with those of all who came meanwhile.
 */
public final class GroupCommitCheckLedger implements CheckLedger, AutoCloseable {

    private static final System.Logger LOG = System.getLogger(GroupCommitCheckLedger.class.getName());

    /** A twin can be gone again when it is looked for, outdated and replaced in between; not for ever. */
    private static final int ATTEMPTS = 3;

    private static final long IDLE_MILLIS = 200;
    private static final long CLOSING_MILLIS = 5_000;

    private final Store store;
    private final Sealer sealer;
    private final CheckReader reader;
    private final LedgerSettings settings;
    private final BlockingQueue<PendingCheck> queue;
    private final BatchWriter writer;
    private final Thread thread;

    /** When the batch under way was begun, in nanoseconds. */
    private volatile @Nullable Long busySince;

    private volatile boolean closed;

    private final Object idling = new Object();

    /** While the writer waits for checks, and does nothing that an interruption would break off; read and set under the lock above. */
    private boolean idle;

    /**
     * A ledger that writes from now on.
     *
     * @param store for reading
     * @param database for writing; the writer keeps one connection
     */
    public GroupCommitCheckLedger(
            Store store,
            DataSource database,
            KeyRing keys,
            LedgerSettings settings,
            InstantSource clock,
            ThreadFactory threads) {
        this.store = store;
        this.sealer = new Sealer(keys);
        this.reader = new CheckReader(keys);
        this.settings = settings;
        this.queue = new ArrayBlockingQueue<>(settings.queue());
        this.writer = new BatchWriter(database, settings.node(), clock);
        this.thread = threads.newThread(this::writeUntilClosed);
        thread.start();
    }

    @Override
    public RecordedCheck append(ConcludedCheck check) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<RecordedCheck> onRecord = appended(check);
            if (onRecord.isPresent()) {
                return onRecord.get();
            }
        }
        throw new LedgerUnavailable("the check that stands for a request id keeps changing");
    }

    @Override
    public Optional<RecordedCheck> standing(Requester requester, UUID requestId, Instant since) {
        return standing(RequestKey.of(requester, requestId), since);
    }

    /** Takes no more checks, and writes those that it has. */
    @Override
    public void close() {
        closed = true;
        synchronized (idling) {
            if (idle) {
                thread.interrupt();
            }
        }
        try {
            thread.join(CLOSING_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The check, or the twin that stands in its place; nothing when that twin is gone again. */
    private Optional<RecordedCheck> appended(ConcludedCheck check) {
        PendingCheck pending = new PendingCheck(sealed(check));
        if (closed || !thread.isAlive() || isStuck()) {
            throw new LedgerUnavailable("the ledger's writer is not writing");
        }
        if (!queue.offer(pending)) {
            throw new LedgerUnavailable("too many checks wait to be written");
        }
        return pending.await(settings.patience())
                .map(
                        written -> Optional.of(new RecordedCheck(check)),
                        answered -> standing(
                                        pending.entry().request().orElseThrow(),
                                        pending.entry().outdated())
                                .filter(twin -> twin.concluded().isDetermined()),
                        failed -> {
                            throw new LedgerUnavailable(failed.what());
                        });
    }

    private CheckEntry sealed(ConcludedCheck check) {
        try {
            return sealer.seal(check);
        } catch (DatabaseFailure e) {
            throw new LedgerUnavailable(e.what());
        }
    }

    private Optional<RecordedCheck> standing(RequestKey request, Instant since) {
        try {
            return store.inTransaction(Patience.CHECK, session -> reader.standing(session, request, since));
        } catch (DatabaseFailure e) {
            throw new LedgerUnavailable(e.what());
        }
    }

    private boolean isStuck() {
        Long since = busySince;
        return since != null
                && System.nanoTime() - since > settings.stuckAfter().toNanos();
    }

    private void writeUntilClosed() {
        try (writer) {
            writer.connect();
            while (!closed || !queue.isEmpty()) {
                List<PendingCheck> batch = taken();
                if (!batch.isEmpty()) {
                    busySince = System.nanoTime();
                    write(batch);
                    busySince = null;
                }
            }
        }
    }

    /** One that goes wrong fails its callers, and must not end the thread for all who come after them. */
    private void write(List<PendingCheck> batch) {
        try {
            writer.write(batch);
        } catch (RuntimeException | Error e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "A batch of the ledger was not written: {0}",
                    e.getClass().getName());
        }
    }

    /** Whoever waits now, and has not left. */
    private List<PendingCheck> taken() {
        List<PendingCheck> waiting = new ArrayList<>();
        boolean waits;
        synchronized (idling) {
            waits = !closed;
            idle = waits;
        }
        try {
            PendingCheck first = queue.poll(waits ? IDLE_MILLIS : 0, TimeUnit.MILLISECONDS);
            if (first != null) {
                waiting.add(first);
                queue.drainTo(waiting, settings.largestBatch() - 1);
            }
        } catch (InterruptedException e) {
            closed = true;
        } finally {
            synchronized (idling) {
                idle = false;
                // One that came when there was a check to write after all.
                if (Thread.interrupted()) {
                    closed = true;
                }
            }
        }
        waiting.removeIf(pending -> !pending.take());
        return waiting;
    }
}
