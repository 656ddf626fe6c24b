package uk.nhs.rtec.rest.covid;

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
import uk.nhs.rtec.application.covid.CovidColumn;
import uk.nhs.rtec.application.covid.CovidLine;

/** A file of COVID-19 exemptions as it comes in: a header line that names every column once, in any order, and one line for each record. */
public final class CovidFile implements Iterator<CovidLine> {

    private final Iterator<CsvRecord> records;
    private final List<CovidColumn> columns;

    /**
     * Begins to read, with the header.
     *
     * @throws Unreadable when the header is not that of such a file
     */
    public CovidFile(InputStream body) {
        records = CsvReader.builder()
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(textOf(body))
                .iterator();
        columns = columns();
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
    public CovidLine next() {
        CsvRecord record = records.next();
        Map<CovidColumn, String> texts = new EnumMap<>(CovidColumn.class);
        int fields = Math.min(record.getFieldCount(), columns.size());
        for (int i = 0; i < fields; i++) {
            texts.put(columns.get(i), record.getField(i));
        }
        if (record.getFieldCount() != columns.size()) {
            // A comma too many or too few moves every later column: the last one is spoilt on purpose, so that the
            // line is refused.
            texts.put(columns.get(columns.size() - 1), "?");
        }
        return new CovidLine(Math.toIntExact(record.getStartingLineNumber()), texts);
    }

    private List<CovidColumn> columns() {
        List<String> names = hasNext() ? records.next().getFields() : List.of();
        List<CovidColumn> named = new ArrayList<>();
        names.stream()
                .map(name -> CovidColumn.ofHeader(name.strip()))
                .flatMap(Optional::stream)
                .forEach(named::add);
        Set<CovidColumn> all = EnumSet.allOf(CovidColumn.class);
        if (names.size() != all.size() || named.size() != all.size() || !named.containsAll(all)) {
            throw new Unreadable("the first line must name each of these columns once: "
                    + String.join(",", all.stream().map(CovidColumn::header).toList()));
        }
        return named;
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

    /** The file is not what such a file must be; says what it must be, and nothing of what it is. */
    public static final class Unreadable extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }
}
