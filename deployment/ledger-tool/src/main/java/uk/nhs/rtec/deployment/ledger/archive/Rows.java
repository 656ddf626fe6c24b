package uk.nhs.rtec.deployment.ledger.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The rows of a file of an archive, one at a time, with a look at the next few; one that no ledger writes is told of and passed over.
 *
 * @param <T> what a row says
 */
final class Rows<T> {

    private static final int FAR = 64;

    private final ArchivedFile file;
    private final int columns;
    private final Function<CsvLine, T> reading;
    private final Consumer<Finding> findings;
    private final Deque<T> ahead = new ArrayDeque<>();
    private long taken;

    Rows(ArchivedFile file, List<String> columns, Function<CsvLine, T> reading, Consumer<Finding> findings) {
        this(file, columns, 0, reading, findings);
    }

    /**
     * Begins.
     *
     * @param younger how many of the columns, the last ones, older files have not
     */
    private Rows(
            ArchivedFile file,
            List<String> columns,
            int younger,
            Function<CsvLine, T> reading,
            Consumer<Finding> findings) {
        this.file = file;
        this.reading = reading;
        this.findings = findings;
        List<String> older = columns.subList(0, columns.size() - younger);
        Optional<String> header = file.line();
        boolean isOlder = header.equals(Optional.of(String.join(",", older)));
        if (!isOlder && !header.equals(Optional.of(String.join(",", columns)))) {
            findings.accept(new Finding(Finding.Kind.ROW_UNREADABLE, file.name() + ", line 1"));
        }
        this.columns = isOlder ? older.size() : columns.size();
    }

    /** The rows of a file of checks, of which older ones have no hash of the postcode. */
    static Rows<CheckRow> ofChecks(ArchivedFile file, Consumer<Finding> findings) {
        return new Rows<>(file, ArchiveColumns.OF_CHECKS, 1, CheckRow::read, findings);
    }

    /** The next row, which stays the next. */
    Optional<T> peek() {
        look(1);
        return Optional.ofNullable(ahead.peekFirst());
    }

    /** The next row. */
    Optional<T> take() {
        look(1);
        Optional<T> row = Optional.ofNullable(ahead.pollFirst());
        if (row.isPresent()) {
            taken++;
        }
        return row;
    }

    /** Whether there is such a row not far ahead: only so far can what is out of place be told from what is missing. */
    boolean hasAhead(Predicate<T> sought) {
        if (peek().filter(sought).isPresent()) {
            return true;
        }
        look(FAR);
        return ahead.stream().anyMatch(sought);
    }

    /** How many were taken. */
    long taken() {
        return taken;
    }

    private void look(int far) {
        while (ahead.size() < far) {
            Optional<T> row = read();
            if (row.isEmpty()) {
                return;
            }
            ahead.add(row.get());
        }
    }

    private Optional<T> read() {
        for (Optional<String> line = file.line(); line.isPresent(); line = file.line()) {
            Optional<T> row = CsvLine.parse(file.lines(), line.get(), columns).flatMap(this::read);
            if (row.isPresent()) {
                return row;
            }
            findings.accept(new Finding(Finding.Kind.ROW_UNREADABLE, file.name() + ", line " + file.lines()));
        }
        return Optional.empty();
    }

    private Optional<T> read(CsvLine line) {
        try {
            return Optional.of(reading.apply(line));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
