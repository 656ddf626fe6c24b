package uk.nhs.rtec.rest.register;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.application.register.RegisterColumn;
import uk.nhs.rtec.application.register.RegisterLine;
import uk.nhs.rtec.rest.api.WholeBody;

/**
 * A register file as it comes in: a header line that names every column once, in any order, and one line for each named person; read as it
 * arrives. No column can hold a line end, so every line stands for itself: a quote that is never closed spoils its own line and no other.
 */
public final class RegisterFile implements Iterator<RegisterLine> {

    /** Longer than any good line can be: what is longer is spoilt, and not kept. */
    private static final int LONGEST_LINE = 4_096;

    /** Stands in a column of a spoilt line; no column takes it. */
    private static final String SPOILT = "?";

    private final Reader text;
    private final List<RegisterColumn> columns;
    private int lineNumber;
    private boolean afterCarriageReturn;
    private boolean ended;
    private @Nullable RegisterLine next;

    /**
     * Begins to read, with the header.
     *
     * @param length how many bytes the file has, or a negative number when that was not said
     * @throws Unreadable when the header is not that of a register file
     */
    public RegisterFile(InputStream body, long length) {
        // Bytes that are no UTF-8 become U+FFFD, which no column takes: the line is refused, not the file.
        text = new BufferedReader(new InputStreamReader(new WholeBody(body, length), StandardCharsets.UTF_8));
        columns = columnsOf(line());
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
    public RegisterLine next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        RegisterLine line = next;
        next = null;
        return line;
    }

    private RegisterLine read(String line) {
        List<String> fields = fieldsOf(line);
        Map<RegisterColumn, String> texts = new EnumMap<>(RegisterColumn.class);
        for (int i = 0; i < Math.min(fields.size(), columns.size()); i++) {
            texts.put(columns.get(i), fields.get(i));
        }
        if (fields.size() != columns.size()) {
            // A comma too many or too few moves every later column: the last one is spoilt on purpose.
            texts.put(columns.get(columns.size() - 1), SPOILT);
        }
        return new RegisterLine(lineNumber, texts);
    }

    private static List<String> fieldsOf(String line) {
        if (line.length() > LONGEST_LINE
                || line.chars().filter(each -> each == '"').count() % 2 != 0) {
            return List.of(SPOILT);
        }
        if (line.indexOf('"') < 0) {
            return List.of(line.split(",", -1));
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
        try {
            for (int read = text.read(); read >= 0; read = text.read()) {
                boolean secondOfTwo = afterCarriageReturn && read == '\n';
                afterCarriageReturn = read == '\r';
                if (secondOfTwo) {
                    continue;
                }
                any = true;
                if (read == '\n' || read == '\r') {
                    lineNumber++;
                    return Optional.of(line.toString());
                }
                if (line.length() <= LONGEST_LINE) {
                    line.append((char) read);
                }
            }
        } catch (IOException e) {
            throw new Unreadable("the file breaks off after line " + lineNumber
                    + "; the good lines up to there may be in the register, and importing them again changes nothing");
        }
        ended = true;
        lineNumber++;
        return any ? Optional.of(line.toString()) : Optional.empty();
    }

    private static List<RegisterColumn> columnsOf(Optional<String> header) {
        List<String> names = fieldsOf(header.orElse("").replaceFirst("^\uFEFF", ""));
        List<RegisterColumn> columns = new ArrayList<>();
        names.stream()
                .map(name -> RegisterColumn.ofHeader(name.strip()))
                .flatMap(Optional::stream)
                .forEach(columns::add);
        Set<RegisterColumn> all = EnumSet.allOf(RegisterColumn.class);
        if (names.size() != all.size() || columns.size() != all.size() || !columns.containsAll(all)) {
            throw new Unreadable("the first line must name each of these columns once: "
                    + String.join(",", all.stream().map(RegisterColumn::header).toList()));
        }
        return columns;
    }

    /** The file is not what a register file must be; says what it must be, and nothing of what it is. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }
}
