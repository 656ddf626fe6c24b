package uk.nhs.rtec.architecture.ruin.application;

/** A use case that finds out in the old way what time it is. */
public final class CountsMilliseconds {

    private CountsMilliseconds() {}

    static long now() {
        return System.currentTimeMillis();
    }
}
