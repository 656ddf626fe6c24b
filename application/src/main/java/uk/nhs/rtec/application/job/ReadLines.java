package uk.nhs.rtec.application.job;

import java.util.Iterator;

/**
 * Reads the files of one kind.
 *
 * @param <L> what they are full of
 */
@FunctionalInterface
public interface ReadLines<L> {

    /**
     * Begins with a file at its start, and reads as much of it as says what kind of file it is. What it throws for want of a piece passes
     * through.
     *
     * @param pieces the file, in order
     * @param length of all pieces together, in bytes
     * @throws UnreadableFile when it is no file of this kind; also later, when it is one no longer
     */
    Lines<L> begin(Iterator<byte[]> pieces, long length);

    /** The lines of a file that is being read; the same file always gives the same ones. */
    interface Lines<L> extends Iterator<L> {

        /** How much of the file was read for the lines that were given, about; all of it after the last. */
        long bytesRead();
    }
}
