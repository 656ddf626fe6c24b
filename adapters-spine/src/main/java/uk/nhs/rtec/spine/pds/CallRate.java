package uk.nhs.rtec.spine.pds;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many calls an upstream takes from us: in no second more than so many, first come, first served, and checks before what can wait.
 *
 * <p>Who cannot have a turn in time is told at once, so only those wait who will be served: a turn comes one second after the call that
 * stands so many calls before it, and so is known beforehand.
 */
public final class CallRate {

    /** For whom an upstream is called. */
    public enum Caller {
        /** Somebody stands at a counter. */
        CHECK,
        /** Nobody waits: such calls leave half of every second to the checks. */
        BACKGROUND
    }

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    /** What passes the time; tests have one of their own. */
    interface Time {
        long nanos();

        void pass(Condition changed, long nanos) throws InterruptedException;
    }

    private static final class RealTime implements Time {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        @SuppressWarnings({"WaitNotInLoop", "ResultOfMethodCallIgnored"
        }) // Whoever passes the time looks again at what is true then.
        public void pass(Condition changed, long nanos) throws InterruptedException {
            changed.await(nanos, TimeUnit.NANOSECONDS);
        }
    }

    /** No record: two that wait until the same moment are two. */
    private static final class Waiting {
        private final Caller caller;
        private final long until;

        Waiting(Caller caller, long until) {
            this.caller = caller;
            this.until = until;
        }
    }

    private final Time time;
    private final Lock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** When the last calls were made, from {@link #oldest} round; empty when the rate is off. */
    private final long[] calls;

    private int oldest;
    private long pausedUntil;
    private final Deque<Waiting> checks = new ArrayDeque<>();
    private final Deque<Waiting> background = new ArrayDeque<>();

    CallRate(int perSecond, Time time) {
        if (perSecond < 0) {
            throw new IllegalArgumentException("a rate is 0, which is off, or more, not " + perSecond);
        }
        this.time = time;
        calls = new long[perSecond];
        long now = time.nanos();
        pausedUntil = now;
        Arrays.fill(calls, now - SECOND);
    }

    /** So many calls in any second; 0 lets every call through at once. */
    public static CallRate perSecond(int calls) {
        return new CallRate(calls, new RealTime());
    }

    /** The turns of one kind of caller. */
    public Turns turnsOf(Caller caller) {
        return new Turns(this, caller);
    }

    /** What one kind of caller sees of a rate. */
    public record Turns(CallRate rate, Caller caller) {

        boolean hasOneWithin(Duration time) {
            return rate.hasTurn(caller, time);
        }
    }

    /** Waits for a turn, and says whether there was one in time: when not, nothing may be called. */
    boolean hasTurn(Caller caller, Duration within) {
        if (calls.length == 0 || within.isNegative()) {
            return calls.length == 0;
        }
        lock.lock();
        try {
            long now = time.nanos();
            return waitForTurn(new Waiting(caller, now + within.toNanos()), now);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody through for a while, since the upstream has asked for it; who cannot wait as long leaves at once. */
    void pause(Duration pause) {
        lock.lock();
        try {
            long now = time.nanos();
            pausedUntil = now + Math.max(pausedUntil - now, pause.toNanos());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How many wait for their turn now. */
    int waiting() {
        lock.lock();
        try {
            return checks.size() + background.size();
        } finally {
            lock.unlock();
        }
    }

    private boolean waitForTurn(Waiting mine, long since) throws InterruptedException {
        Deque<Waiting> line = mine.caller == Caller.CHECK ? checks : background;
        line.addLast(mine);
        try {
            long now = since;
            while (true) {
                long untilTurn = untilTurn(mine, line, now);
                long left = mine.until - now;
                if (untilTurn > left || left < 0) {
                    return false;
                }
                if (untilTurn <= 0 && isNext(mine, line)) {
                    take(now);
                    return true;
                }
                // Whose turn has come while others are before it is woken by them.
                time.pass(changed, untilTurn > 0 ? untilTurn : left);
                now = time.nanos();
            }
        } finally {
            line.removeFirstOccurrence(mine);
            changed.signalAll();
        }
    }

    private boolean isNext(Waiting mine, Deque<Waiting> line) {
        return line.peekFirst() == mine && (line == checks || checks.isEmpty());
    }

    /** How long until the turn comes of whoever stands at this place in the line, as far as is known now. */
    private long untilTurn(Waiting mine, Deque<Waiting> line, long now) {
        // A background call is one too many when what is left of the second is the checks'.
        int slot = place(mine, line) + (line == checks ? 0 : calls.length / 2);
        long untilFree = calls[(oldest + slot % calls.length) % calls.length] + SECOND - now;
        return Math.max(0, Math.max(untilFree, pausedUntil - now)) + slot / calls.length * SECOND;
    }

    private static int place(Waiting mine, Deque<Waiting> line) {
        int place = 0;
        for (Waiting other : line) {
            if (other == mine) {
                return place;
            }
            place++;
        }
        throw new IllegalStateException("who waits stands in the line");
    }

    private void take(long now) {
        calls[oldest] = now;
        oldest = (oldest + 1) % calls.length;
    }
}
