package uk.nhs.rtec.application.job;

import java.time.Duration;
import java.util.List;

/**
 * What one step of a job did.
 *
 * @param bytes how much of the file is read now
 * @param worked how long it took, with the reading before it
 * @param refusals in the order of the file
 */
public record JobStep(long bytes, Duration worked, LinesTaken lines, List<JobRefusal> refusals) {

    public JobStep {
        refusals = List.copyOf(refusals);
    }
}
