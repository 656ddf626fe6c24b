package uk.nhs.rtec.rest.claim;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Function;
import uk.nhs.rtec.application.claim.ClaimColumn;
import uk.nhs.rtec.application.claim.ClaimLine;
import uk.nhs.rtec.rest.api.CsvFile;

/** A CSV file of claims, one line for each; it may leave out the column for the patient. */
public final class ClaimFile implements Iterator<ClaimLine> {

    /** As much as a header line can have. */
    private static final int LONGEST_HEADER = 4_096;

    private final Iterator<ClaimLine> lines;

    /** The columns of a file that names no patients. */
    private enum WithoutPatient {
        PRESCRIPTION_ID(ClaimColumn.PRESCRIPTION_ID),
        ODS_CODE(ClaimColumn.ODS_CODE),
        CHARGE_EXEMPTION(ClaimColumn.CHARGE_EXEMPTION),
        CLAIMED_AT(ClaimColumn.CLAIMED_AT);

        private final ClaimColumn column;

        WithoutPatient(ClaimColumn column) {
            this.column = column;
        }

        ClaimColumn column() {
            return column;
        }

        String header() {
            return column.header();
        }
    }

    /**
     * Begins to read, with the header.
     *
     * @param length how many bytes the file has, or a negative number when that was not said
     * @throws CsvFile.Unreadable when the header is not that of such a file
     */
    public ClaimFile(InputStream body, long length) {
        BufferedInputStream file = new BufferedInputStream(body, 2 * LONGEST_HEADER);
        lines = namesPatients(file)
                ? lines(new CsvFile<>(file, length, ClaimColumn.class, ClaimColumn::header), column -> column)
                : lines(
                        new CsvFile<>(file, length, WithoutPatient.class, WithoutPatient::header),
                        WithoutPatient::column);
    }

    @Override
    public boolean hasNext() {
        return lines.hasNext();
    }

    @Override
    public ClaimLine next() {
        return lines.next();
    }

    private static boolean namesPatients(BufferedInputStream file) {
        try {
            file.mark(LONGEST_HEADER);
            String begin = new String(file.readNBytes(LONGEST_HEADER), StandardCharsets.UTF_8);
            file.reset();
            return begin.lines().findFirst().orElse("").contains(ClaimColumn.NHS_NUMBER.header());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <C extends Enum<C>> Iterator<ClaimLine> lines(CsvFile<C> file, Function<C, ClaimColumn> columns) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return file.hasNext();
            }

            @Override
            public ClaimLine next() {
                CsvFile.Line<C> line = file.next();
                Map<ClaimColumn, String> texts = new EnumMap<>(ClaimColumn.class);
                line.texts().forEach((column, text) -> texts.put(columns.apply(column), text));
                return new ClaimLine(line.number(), texts);
            }
        };
    }
}
