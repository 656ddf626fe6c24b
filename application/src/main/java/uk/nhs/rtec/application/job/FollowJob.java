package uk.nhs.rtec.application.job;

import java.util.Iterator;
import java.util.Optional;

/** Shows how a job stands. */
public interface FollowJob {

    /**
     * The job with this id.
     *
     * @throws JobsUnavailable when the jobs cannot be read
     */
    Optional<Job> job(JobId id);

    /**
     * What was refused so far, in the order of the file, read as it is asked for.
     *
     * @throws JobsUnavailable when the jobs cannot be read, now or on the way
     */
    Iterator<JobRefusal> refusals(JobId id);
}
