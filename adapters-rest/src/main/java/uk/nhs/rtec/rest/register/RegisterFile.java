package uk.nhs.rtec.rest.register;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.nhs.rtec.application.register.RegisterColumn;
import uk.nhs.rtec.application.register.RegisterLine;

/**
 * A register file as it comes in: a header line that names every column once, in any order, and one line for each named person; read as it
 * arrives.
 */
public final class RegisterFile implements Iterator<RegisterLine> {

    private final Iterator<CsvRecord> records;
    private final List<RegisterColumn> columns;

    /**
     * Begins to read, with the header.
     *
     * @throws Unreadable when the header is not that of a register file
     */
    public RegisterFile(InputStream body) {
        records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(textOf(body))
                .iterator();
        columns = columnsOf(records);
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException | UncheckedIOException e) {
            throw new Unreadable("the file breaks off, or cannot be read as CSV");
        }
    }

    @Override
    public RegisterLine next() {
        CsvRecord record = records.next();
        Map<RegisterColumn, String> texts = new EnumMap<>(RegisterColumn.class);
        int fields = Math.min(record.getFieldCount(), columns.size());
        for (int i = 0; i < fields; i++) {
            texts.put(columns.get(i), record.getField(i));
        }
        if (record.getFieldCount() != columns.size()) {
            // A comma too many or too few moves every later column: the last one is spoilt on purpose, so that the
            // line is refused.
            texts.put(columns.get(columns.size() - 1), "?");
        }
        return new RegisterLine(Math.toIntExact(record.getStartingLineNumber()), texts);
    }

    /** Bytes that are no UTF-8 become U+FFFD, which no column takes: the line is refused, not the file. */
    private static BufferedReader textOf(InputStream body) {
        BufferedReader text = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        try {
            text.mark(1);
            if (text.read() != '\uFEFF') {
                text.reset();
            }
        } catch (IOException e) {
            throw new Unreadable("the file breaks off");
        }
        return text;
    }

    private static List<RegisterColumn> columnsOf(Iterator<CsvRecord> records) {
        Optional<CsvRecord> header;
        try {
            header = records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (CsvParseException | UncheckedIOException e) {
            throw new Unreadable("the file breaks off, or cannot be read as CSV");
        }
        List<RegisterColumn> columns = new ArrayList<>();
        header.ifPresent(names -> names.getFields().stream()
                .map(name -> RegisterColumn.ofHeader(name.strip()))
                .flatMap(Optional::stream)
                .forEach(columns::add));
        Set<RegisterColumn> all = EnumSet.allOf(RegisterColumn.class);
        boolean each = columns.size() == all.size() && columns.containsAll(all);
        if (!each || header.map(CsvRecord::getFieldCount).orElse(0) != all.size()) {
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
