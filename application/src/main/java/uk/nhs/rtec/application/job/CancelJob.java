package uk.nhs.rtec.application.job;

import uk.nhs.rtec.domain.requester.Officer;

/** Breaks a job off. */
@FunctionalInterface
public interface CancelJob {

    /**
     * Sees to it that nothing more of the file is taken in; what was taken in stays.
     *
     * @throws JobsUnavailable when the jobs cannot be changed
     */
    Cancelled cancel(Officer officer, JobId id);

    /** What became of the wish. */
    enum Cancelled {
        CANCELLED,
        /** It had ended already. */
        ENDED,
        /** No job has this id. */
        UNKNOWN
    }
}
