package uk.nhs.rtec.application.job;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import uk.nhs.rtec.domain.requester.Officer;

/**
 * The jobs, their files and what was refused of them. Every method is one transaction, and throws {@link JobsUnavailable} when the store
 * cannot say; then what was to be changed may be changed or not, unless the method says more.
 */
public interface ImportJobs {

    /**
     * Begins a file, of which there is no job yet.
     *
     * @param until when it counts as given up, unless more of it comes
     */
    void begin(JobId file, Instant until);

    /**
     * Adds a piece to a file that was begun and not given up.
     *
     * @param number its place; the first is 0
     */
    void append(JobId file, int number, byte[] piece, Instant until);

    /** Puts a job on record whose file is there as a whole. */
    void submit(Job job);

    /** Gives up a file of which there is no job; where there is one, nothing changes. */
    void giveUp(JobId file);

    /** Removes the files that nobody needs: those that were given up, or were to be by now, and those of jobs that have ended. */
    void tidy(Instant now);

    /** A piece of a file; nothing after the last. */
    Optional<byte[]> piece(JobId file, int number);

    /** The job with this id. */
    Optional<Job> find(JobId id);

    /**
     * A page of what was refused, in the order of the file.
     *
     * @param after so many come before
     */
    List<JobRefusal> refusals(JobId id, long after, int most);

    /**
     * Takes the oldest running job of these kinds that nobody holds, or this holder does. Of several who ask at once no two get the
     * same job.
     *
     * @param now whose lease has run out by now holds nothing
     * @param except jobs that are not meant
     */
    Optional<Job> take(Lease lease, Instant now, Set<JobKind> kinds, Set<JobId> except);

    /**
     * Goes on holding a job.
     *
     * @return false when it runs no longer, or somebody else holds it
     */
    boolean renew(JobId id, Lease lease);

    /**
     * Does one step: what the work does through its stores, the progress and the refusals are one transaction, which stands as a whole
     * if the job still runs, this holder still holds it and nobody has gone on with it, and otherwise not at all.
     *
     * @param job as it stood before this step
     * @return the job as it stands now; nothing when the step did not take place
     * @throws JobsUnavailable when the store fails
     * @throws StepImpossible when it refuses what the step would leave in it; whatever the work throws besides passes through
     */
    Optional<Job> step(Job job, Lease lease, Function<Stores, JobStep> work);

    /**
     * Ends a job that this holder holds.
     *
     * @param last what is refused at the end, if anything is
     * @return false when it runs no longer, or somebody else holds it, and so nothing changed
     */
    boolean end(JobId id, Holder holder, JobState how, Instant at, Optional<JobRefusal> last);

    /** Leaves a job to others, if this holder holds it. */
    void release(JobId id, Holder holder);

    /**
     * Cancels a job that runs, whoever holds it.
     *
     * @return false when it does not run
     */
    boolean cancel(JobId id, Officer officer, Instant at);

    /** How many jobs run. */
    Running running(Instant now);

    /**
     * Jobs that run.
     *
     * @param held somebody works on them
     * @param waiting nobody does
     */
    record Running(long held, long waiting) {}
}
