package uk.nhs.rtec.rest.api;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A file of lines as it comes in: a header line that names every column once, in any order, and lines that are read as they arrive. No column can
 * hold a line end, so every line stands for itself: a quote that is never closed spoils its own line and no other.
 *
 * @param <C> the columns
 */
public final class CsvFile<C extends Enum<C>> implements Iterator<CsvFile.Line<C>> {

    /**
     * One line as it stands there.
     *
     * @param number its place in the file; the header is line 1
     * @param texts what stands in each column; a column that the line does not reach is absent
     */
    public record Line<C>(int number, Map<C, String> texts) {

        @Override
        public String toString() {
            return "Line[" + number + "]";
        }
    }

    /** Longer than any good line can be: what is longer is spoilt, and not kept. */
    private static final int LONGEST_LINE = 4_096;

    /** Stands in a column of a spoilt line; no column takes it. */
    private static final String SPOILT = "?";

    private final Reader text;
    private final Class<C> type;
    private final List<C> columns;
    private final char[] characters = new char[LONGEST_LINE];
    private int position;
    private int filled;
    private int lineNumber;
    private boolean afterCarriageReturn;
    private boolean ended;
    private @Nullable Line<C> next;

    /**
     * Begins to read, with the header.
     *
     * @param length how many bytes the file has, or a negative number when that was not said
     * @param header what the header line calls a column
     * @throws Unreadable when the header line does not name each of the columns once
     */
    public CsvFile(InputStream body, long length, Class<C> columns, Function<C, String> header) {
        this(body, length, columns, header, Set.of());
    }

    /**
     * Begins to read, with the header.
     *
     * @param length how many bytes the file has, or a negative number when that was not said
     * @param header what the header line calls a column
     * @param optional what the header line may leave out; then no line has it
     * @throws Unreadable when the header line does not name each of the other columns once
     */
    public CsvFile(InputStream body, long length, Class<C> columns, Function<C, String> header, Set<C> optional) {
        // Bytes that are no UTF-8 become U+FFFD, which no column takes: the line is refused, not the file.
        text = new InputStreamReader(new WholeBody(body, length), StandardCharsets.UTF_8);
        type = columns;
        this.columns = columnsOf(line(), header, optional);
    }

    @Override
    public boolean hasNext() {
        while (next == null && !ended) {
            Optional<String> line = line();
            next = line.filter(stated -> !stated.isEmpty()).map(this::read).orElse(null);
        }
        return next != null;
    }

    @Override
    public Line<C> next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Line<C> line = next;
        next = null;
        return line;
    }

    private Line<C> read(String line) {
        List<String> fields = fieldsOf(line);
        Map<C, String> texts = new EnumMap<>(type);
        for (int i = 0; i < Math.min(fields.size(), columns.size()); i++) {
            texts.put(columns.get(i), fields.get(i));
        }
        if (fields.size() != columns.size()) {
            // A comma too many or too few moves every later column: the last one is spoilt on purpose.
            texts.put(columns.get(columns.size() - 1), SPOILT);
        }
        return new Line<>(lineNumber, texts);
    }

    private static List<String> fieldsOf(String line) {
        if (line.length() > LONGEST_LINE) {
            return List.of(SPOILT);
        }
        if (line.indexOf('"') < 0) {
            return List.of(line.split(",", -1));
        }
        if (line.chars().filter(each -> each == '"').count() % 2 != 0) {
            return List.of(SPOILT);
        }
        try {
            return CsvReader.builder().ofCsvRecord(line).stream()
                    .findFirst()
                    .map(record -> List.copyOf(record.getFields()))
                    .orElse(List.of(SPOILT));
        } catch (CsvParseException e) {
            return List.of(SPOILT);
        }
    }

    /** The next line without its end, cut where it gets too long; nothing at the end of the file. */
    private Optional<String> line() {
        StringBuilder line = new StringBuilder();
        boolean any = false;
        while (filled()) {
            if (afterCarriageReturn) {
                afterCarriageReturn = false;
                if (characters[position] == '\n') {
                    position++;
                    continue;
                }
            }
            any = true;
            int end = position;
            while (end < filled && characters[end] != '\n' && characters[end] != '\r') {
                end++;
            }
            int room = LONGEST_LINE + 1 - line.length();
            line.append(characters, position, Math.min(room, end - position));
            position = end;
            if (end < filled) {
                afterCarriageReturn = characters[end] == '\r';
                position++;
                lineNumber++;
                return Optional.of(line.toString());
            }
        }
        ended = true;
        lineNumber++;
        return any ? Optional.of(line.toString()) : Optional.empty();
    }

    /** Whether there are characters to go on with; by the thousand, since asking for each alone takes longer than all the rest. */
    private boolean filled() {
        if (position < filled) {
            return true;
        }
        try {
            position = 0;
            filled = text.read(characters);
            return filled > 0;
        } catch (IOException e) {
            filled = 0;
            throw new Unreadable("the file breaks off after line " + lineNumber
                    + "; the good lines up to there may be taken in, and taking them in again changes nothing");
        }
    }

    private List<C> columnsOf(Optional<String> first, Function<C, String> header, Set<C> optional) {
        Map<String, C> all = new LinkedHashMap<>();
        EnumSet.allOf(type).forEach(column -> all.put(header.apply(column), column));
        List<String> names = fieldsOf(first.orElse("").replaceFirst("^\uFEFF", "")).stream()
                .map(String::strip)
                .toList();
        Set<String> required = new HashSet<>(all.keySet());
        optional.forEach(column -> required.remove(header.apply(column)));
        Set<String> named = new HashSet<>(names);
        if (named.size() != names.size()
                || !named.containsAll(required)
                || !all.keySet().containsAll(named)) {
            throw new Unreadable("the first line must name each of these columns once: "
                    + String.join(",", all.keySet())
                    + (optional.isEmpty()
                            ? ""
                            : "; it may leave out "
                                    + optional.stream().map(header).sorted().collect(Collectors.joining(","))));
        }
        return names.stream().map(name -> Objects.requireNonNull(all.get(name))).toList();
    }

    /** The file is not what it must be; says what that is, and nothing of what it is. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }
}
