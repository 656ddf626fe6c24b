package uk.nhs.rtec.rest.job;

import java.util.List;
import uk.nhs.rtec.application.job.JobKind;

/**
 * What is taken over.
 *
 * @param kinds what files may be full of
 * @param longestFile in bytes
 */
public record Terms(List<JobKind> kinds, long longestFile) {

    public Terms {
        kinds = List.copyOf(kinds);
        if (longestFile < 1) {
            throw new IllegalArgumentException("files must be allowed to have a byte at least");
        }
    }
}
