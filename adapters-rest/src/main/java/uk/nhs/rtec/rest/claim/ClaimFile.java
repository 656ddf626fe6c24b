package uk.nhs.rtec.rest.claim;

import java.io.InputStream;
import java.util.Iterator;
import java.util.Set;
import uk.nhs.rtec.application.claim.ClaimColumn;
import uk.nhs.rtec.application.claim.ClaimLine;
import uk.nhs.rtec.rest.api.CsvFile;

/** A CSV file of claims, one line for each; it may leave out the column for the patient. */
public final class ClaimFile implements Iterator<ClaimLine> {

    private final CsvFile<ClaimColumn> file;

    /**
     * Begins to read, with the header.
     *
     * @param length how many bytes the file has, or a negative number when that was not said
     * @throws CsvFile.Unreadable when the header is not that of such a file
     */
    public ClaimFile(InputStream body, long length) {
        file = new CsvFile<>(body, length, ClaimColumn.class, ClaimColumn::header, Set.of(ClaimColumn.NHS_NUMBER));
    }

    @Override
    public boolean hasNext() {
        return file.hasNext();
    }

    @Override
    public ClaimLine next() {
        CsvFile.Line<ClaimColumn> line = file.next();
        return new ClaimLine(line.number(), line.texts());
    }
}
