package uk.nhs.rtec.application.job;

import java.util.Iterator;
import uk.nhs.rtec.domain.requester.Officer;

/** Takes a file over, to be worked off later. */
@FunctionalInterface
public interface SubmitJob {

    /**
     * Stores the file piece by piece as it comes; when this answers, the job is on record, and will be worked off whatever happens.
     * Whatever the pieces throw passes through, and leaves neither a job nor a file.
     *
     * @param pieces the file, in order, each piece some megabytes at most; the first is long enough to tell what kind of file it is
     * @throws UnreadableFile when it does not begin as a file of this kind must
     * @throws JobsUnavailable when it cannot be stored
     */
    Job submit(Officer officer, JobKind kind, Iterator<byte[]> pieces);
}
