package uk.nhs.rtec.application.job;

/** How a job stands. */
public enum JobState {
    /** It waits to be worked on, or is worked on. */
    RUNNING,
    /** Every line was read. */
    SUCCEEDED,
    /** The file could not be read, or taken in, to its end; the last of its refusals says why. */
    FAILED,
    /** An officer broke it off. */
    CANCELLED;

    /** Whether nothing more will become of it. */
    public boolean isEnd() {
        return this != RUNNING;
    }
}
