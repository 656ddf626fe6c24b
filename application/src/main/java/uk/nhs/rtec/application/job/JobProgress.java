package uk.nhs.rtec.application.job;

import java.time.Duration;

/**
 * How far a job is.
 *
 * @param bytes how much of the file was read
 * @param read all lines that were read but the header
 * @param accepted lines that were not known before
 * @param unchanged lines that were known
 * @param refusals one for each faulty column, and one for a file that could not be read to its end
 * @param worked how long it was worked on
 */
public record JobProgress(long bytes, long read, long accepted, long unchanged, long refusals, Duration worked) {

    /** Nothing is done yet. */
    public static final JobProgress NONE = new JobProgress(0, 0, 0, 0, 0, Duration.ZERO);

    /** Lines that were not taken in. */
    public long refused() {
        return read - accepted - unchanged;
    }

    /** Lines that were read in a second of work; none before there was any. */
    public long perSecond() {
        long millis = worked.toMillis();
        return millis == 0 ? 0 : read * 1_000 / millis;
    }

    /** One step further. */
    public JobProgress after(JobStep step) {
        return new JobProgress(
                step.bytes(),
                read + step.lines().read(),
                accepted + step.lines().accepted(),
                unchanged + step.lines().unchanged(),
                refusals + step.refusals().size(),
                worked.plus(step.worked()));
    }
}
