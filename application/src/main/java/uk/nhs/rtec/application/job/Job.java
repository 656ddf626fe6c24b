package uk.nhs.rtec.application.job;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * A file that is to be taken in, and what has become of it.
 *
 * @param submittedAt to the microsecond, which is what every store keeps
 * @param size of the file, in bytes
 * @param end when and by whom it was ended; empty while it runs
 */
public record Job(
        JobId id,
        JobKind kind,
        Officer submittedBy,
        Instant submittedAt,
        long size,
        JobState state,
        JobProgress progress,
        Optional<End> end) {

    /**
     * The end of a job.
     *
     * @param by the officer who cancelled it; empty when it ended by itself
     */
    public record End(Instant at, Optional<Officer> by) {

        public End {
            at = at.truncatedTo(ChronoUnit.MICROS);
        }
    }

    public Job {
        submittedAt = submittedAt.truncatedTo(ChronoUnit.MICROS);
        if (state.isEnd() != end.isPresent()) {
            throw new IllegalArgumentException("a job has an end when it has ended, and only then");
        }
    }

    /** A job whose file is there, and of which nothing is done yet. */
    public static Job submitted(JobId id, JobKind kind, Officer officer, Instant at, long size) {
        return new Job(id, kind, officer, at, size, JobState.RUNNING, JobProgress.NONE, Optional.empty());
    }

    /** This job, as far as that. */
    public Job at(JobProgress reached) {
        return new Job(id, kind, submittedBy, submittedAt, size, state, reached, end);
    }

    /** This job, ended so. */
    public Job ended(JobState how, End ending) {
        return new Job(id, kind, submittedBy, submittedAt, size, how, progress, Optional.of(ending));
    }

    /** When it will end if the rest of the file takes as long as what is read of it; empty when nobody can say. */
    public Optional<Instant> expectedEnd(Instant now) {
        if (state.isEnd() || progress.bytes() == 0) {
            return Optional.empty();
        }
        double left = (double) (size - progress.bytes()) / progress.bytes();
        return Optional.of(
                now.plus(Duration.ofMillis(Math.round(progress.worked().toMillis() * left))));
    }
}
