package uk.nhs.rtec.application.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One node's work on one job, from where it stands to its end, or until it must be left to others.
 *
 * @param <L> what its file is full of
 */
final class Turn<L> {

    /** Whose turn it is, and for how long without a sign of life. */
    record Hold(Holder holder, Duration lease, InstantSource clock) {

        Lease from(Instant now) {
            return new Lease(holder, now.plus(lease));
        }
    }

    /** So many signs of life in the time of one lease. */
    private static final int RENEWALS_IN_A_LEASE = 3;

    private final ImportJobs jobs;
    private final Subject<L> subject;
    private final Hold hold;
    private Job job;
    private boolean held = true;

    /** From when on the lease counts that is on record. */
    private Instant renewed;

    private Instant counted;

    /** What ends the reading once the lines before it are taken in. */
    private @Nullable UnreadableFile unreadable;

    Turn(ImportJobs jobs, Subject<L> subject, Job job, Hold hold) {
        this.jobs = jobs;
        this.subject = subject;
        this.job = job;
        this.hold = hold;
        renewed = hold.clock().instant();
        counted = renewed;
    }

    void workOn(BooleanSupplier goOn) {
        ReadLines.Lines<L> lines = subject.files().begin(new Pieces(), job.size());
        skip(lines, goOn);
        while (held && goOn.getAsBoolean()) {
            List<L> next = next(lines);
            if (next.isEmpty()) {
                jobs.end(
                        job.id(),
                        hold.holder(),
                        JobState.SUCCEEDED,
                        hold.clock().instant(),
                        Optional.empty());
                return;
            }
            step(next, lines.bytesRead());
        }
        if (held) {
            jobs.release(job.id(), hold.holder());
        }
    }

    /** About the first line of which nothing is on record: lines that are empty are not counted. */
    int nextLine() {
        return (int) Math.min(Integer.MAX_VALUE, job.progress().read() + 2);
    }

    /** What was read in an earlier turn is read over, from the start, since only the reader knows where lines begin. */
    private void skip(ReadLines.Lines<L> lines, BooleanSupplier goOn) {
        long left = job.progress().read();
        while (left > 0 && lines.hasNext() && held) {
            lines.next();
            left--;
            if (left % subject.linesInAStep() == 0 && !goOn.getAsBoolean()) {
                return;
            }
        }
        if (left > 0 && held) {
            throw new UnreadableFile(nextLine(), "the file is shorter than it was");
        }
    }

    /** The good lines before what cannot be read are a step of their own: none is lost for its neighbour. */
    private List<L> next(ReadLines.Lines<L> lines) {
        if (unreadable != null) {
            throw unreadable;
        }
        List<L> next = new ArrayList<>(subject.linesInAStep());
        try {
            while (next.size() < subject.linesInAStep() && lines.hasNext()) {
                next.add(lines.next());
            }
        } catch (UnreadableFile e) {
            if (next.isEmpty()) {
                throw e;
            }
            unreadable = e;
        }
        return next;
    }

    private void step(List<L> lines, long bytes) {
        try {
            tryToStep(lines, bytes);
        } catch (StepImpossible e) {
            // Once may have been somebody else's doing, who was at the same rows; what comes twice comes every time.
            tryToStep(lines, bytes);
        }
    }

    private void tryToStep(List<L> lines, long bytes) {
        Instant now = hold.clock().instant();
        Optional<Job> after = jobs.step(job, hold.from(now), stores -> {
            List<JobRefusal> refusals = new ArrayList<>();
            LinesTaken taken = subject.lines().takeIn(job.submittedBy(), lines, stores, refusals::add);
            refusals.sort(Comparator.comparingInt(JobRefusal::line));
            return new JobStep(bytes, sinceCounted(), taken, refusals);
        });
        held = after.isPresent();
        after.ifPresent(stepped -> {
            counted = counted.plus(
                    stepped.progress().worked().minus(job.progress().worked()));
            renewed = now;
            job = stepped;
        });
    }

    private Duration sinceCounted() {
        Duration since = Duration.between(counted, hold.clock().instant());
        return since.isNegative() ? Duration.ZERO : since.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The stored file; to ask for a piece is a sign of life, since nothing else happens while lines are read over. */
    private final class Pieces implements Iterator<byte[]> {

        private int number;
        private byte @Nullable [] next;

        @Override
        public boolean hasNext() {
            if (next == null) {
                renewWhenDue();
                next = jobs.piece(job.id(), number).orElse(null);
                number++;
            }
            return next != null;
        }

        @Override
        public byte[] next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            byte[] piece = next;
            next = null;
            return piece;
        }

        private void renewWhenDue() {
            Instant now = hold.clock().instant();
            if (held && !now.isBefore(renewed.plus(hold.lease().dividedBy(RENEWALS_IN_A_LEASE)))) {
                held = jobs.renew(job.id(), hold.from(now));
                renewed = now;
            }
        }
    }
}
