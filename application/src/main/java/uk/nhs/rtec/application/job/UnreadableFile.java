package uk.nhs.rtec.application.job;

/** A file is not what it must be; says from which line on and what it must be, and nothing of what it is. */
public final class UnreadableFile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final String what;

    public UnreadableFile(int line, String what) {
        super(what);
        this.line = line;
        this.what = what;
    }

    /** The first line that cannot be read. */
    public int line() {
        return line;
    }

    /** What is wrong with it. */
    public String what() {
        return what;
    }
}
