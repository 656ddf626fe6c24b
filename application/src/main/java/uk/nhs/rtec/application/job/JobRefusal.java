package uk.nhs.rtec.application.job;

/**
 * Why a line, or the rest of a file, was not taken in; never what stands there.
 *
 * @param line the line's place in the file; the header is line 1
 * @param column its name in the header line, or {@link #FILE}
 */
public record JobRefusal(int line, String column, String reason) {

    /** Stands in place of a column when the file cannot be read from this line on. */
    public static final String FILE = "file";
}
