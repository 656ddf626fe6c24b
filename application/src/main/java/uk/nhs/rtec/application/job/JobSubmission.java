package uk.nhs.rtec.application.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import uk.nhs.rtec.domain.requester.Officer;

/** Looks at the first piece, stores them all, and only then puts the job on record. */
public final class JobSubmission implements SubmitJob {

    /** A sender who takes longer for one piece is gone. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final ImportJobs jobs;
    private final List<Subject<?>> subjects;
    private final Supplier<JobId> ids;
    private final InstantSource clock;

    public JobSubmission(ImportJobs jobs, Collection<Subject<?>> subjects, Supplier<JobId> ids, InstantSource clock) {
        this.jobs = jobs;
        this.subjects = List.copyOf(subjects);
        this.ids = ids;
        this.clock = clock;
    }

    @Override
    public Job submit(Officer officer, JobKind kind, Iterator<byte[]> pieces) {
        byte[] first = pieces.hasNext() ? pieces.next() : new byte[0];
        refuseUnlessOf(kind, first);
        JobId id = ids.get();
        try {
            jobs.begin(id, patience());
            Job job = Job.submitted(id, kind, officer, clock.instant(), store(id, first, pieces));
            jobs.submit(job);
            return job;
        } catch (RuntimeException e) {
            giveUp(id, e);
            throw e;
        }
    }

    private void refuseUnlessOf(JobKind kind, byte[] first) {
        subjects.stream()
                .filter(subject -> subject.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no jobs of this kind are done"))
                .files()
                .begin(List.of(first).iterator(), first.length);
    }

    /** How long the whole file is. */
    private long store(JobId id, byte[] first, Iterator<byte[]> rest) {
        jobs.append(id, 0, first, patience());
        long size = first.length;
        for (int number = 1; rest.hasNext(); number++) {
            byte[] piece = rest.next();
            jobs.append(id, number, piece, patience());
            size += piece.length;
        }
        return size;
    }

    private void giveUp(JobId id, RuntimeException why) {
        try {
            jobs.giveUp(id);
        } catch (JobsUnavailable e) {
            // It is given up all the same, once its time has run out.
            why.addSuppressed(e);
        }
    }

    private Instant patience() {
        return clock.instant().plus(LONGEST_PAUSE);
    }
}
