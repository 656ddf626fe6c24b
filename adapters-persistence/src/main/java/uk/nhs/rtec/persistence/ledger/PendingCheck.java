package uk.nhs.rtec.persistence.ledger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import uk.nhs.rtec.application.check.LedgerUnavailable;

/** An entry that its caller waits for. */
final class PendingCheck {

    private final CheckEntry entry;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<Ending> ending = new CompletableFuture<>();

    private enum State {
        WAITING,
        TAKEN,
        LEFT
    }

    /** How an append can end. */
    sealed interface Ending {

        /** The check is on record. */
        record Written() implements Ending {}

        /** Another check stands for its request id, and this one is not on record. */
        record Answered() implements Ending {}

        /** It may not be on record; says why, and nothing of the check. */
        record Failed(String what) implements Ending {}

        default <T> T map(
                Function<? super Written, ? extends T> written,
                Function<? super Answered, ? extends T> answered,
                Function<? super Failed, ? extends T> failed) {
            if (this instanceof Written it) {
                return written.apply(it);
            }
            if (this instanceof Answered it) {
                return answered.apply(it);
            }
            return failed.apply((Failed) this);
        }
    }

    PendingCheck(CheckEntry entry) {
        this.entry = entry;
    }

    CheckEntry entry() {
        return entry;
    }

    /** Whether it may be written now: not when its caller has left. */
    boolean take() {
        return state.compareAndSet(State.WAITING, State.TAKEN);
    }

    /** Whether somebody still wants to know how it ends. */
    boolean isAwaited() {
        return state.get() != State.LEFT && !ending.isDone();
    }

    void end(Ending how) {
        ending.complete(how);
    }

    /**
     * How it ended; a caller who leaves before it was taken leaves nothing behind.
     *
     * @throws LedgerUnavailable when nothing is known by then
     */
    Ending await(Duration atMost) {
        try {
            return ending.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            state.set(State.LEFT);
            throw new LedgerUnavailable("the ledger did not write within " + atMost);
        } catch (InterruptedException e) {
            state.set(State.LEFT);
            Thread.currentThread().interrupt();
            throw new LedgerUnavailable("interrupted while the ledger was writing");
        } catch (ExecutionException e) {
            throw new IllegalStateException("an ending is never an exception", e);
        }
    }
}
