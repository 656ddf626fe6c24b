package uk.nhs.rtec.rest.job;

import java.io.InputStream;
import java.util.Iterator;
import java.util.function.Supplier;
import uk.nhs.rtec.application.job.ReadLines;
import uk.nhs.rtec.application.job.UnreadableFile;
import uk.nhs.rtec.rest.api.CsvFile;

/**
 * The lines of a stored CSV file.
 *
 * @param <L> what they state
 */
public final class CsvLines<L> implements ReadLines.Lines<L> {

    /** How a file of one kind is read from a stream that has so many bytes. */
    @FunctionalInterface
    public interface Format<L> {

        /**
         * Begins to read, with the header.
         *
         * @throws CsvFile.Unreadable when it is not the header of such a file
         */
        Iterator<L> begin(InputStream file, long length);
    }

    private final Pieces file;
    private final Iterator<L> lines;
    private int given;

    private CsvLines(Format<L> format, Iterator<byte[]> pieces, long length) {
        file = new Pieces(pieces);
        lines = readable(() -> format.begin(file, length));
    }

    /** Reads stored files of this format. */
    public static <L> ReadLines<L> of(Format<L> format) {
        return (pieces, length) -> new CsvLines<>(format, pieces, length);
    }

    @Override
    public boolean hasNext() {
        return readable(lines::hasNext);
    }

    @Override
    public L next() {
        L line = readable(lines::next);
        given++;
        return line;
    }

    @Override
    public long bytesRead() {
        return file.bytesRead();
    }

    private <T> T readable(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (CsvFile.Unreadable e) {
            // The header is a line too.
            throw new UnreadableFile(given == 0 ? 1 : given + 2, String.valueOf(e.getMessage()));
        }
    }
}
