package uk.nhs.rtec.application.job;

import java.util.function.BooleanSupplier;

/** Works on what was submitted. */
@FunctionalInterface
public interface WorkOffJobs {

    /**
     * Works off every job that nobody else works on, the oldest first, and leaves when none is left. A job that cannot go on now is left
     * as it stands, to be gone on with by whoever comes next.
     *
     * @param goOn asked between two steps; after a no, what is under way is left to others at once
     * @throws JobsUnavailable when the jobs cannot be read
     */
    void workOff(BooleanSupplier goOn);
}
