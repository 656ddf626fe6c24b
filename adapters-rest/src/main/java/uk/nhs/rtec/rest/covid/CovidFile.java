package uk.nhs.rtec.rest.covid;

import java.io.InputStream;
import java.util.Iterator;
import uk.nhs.rtec.application.covid.CovidColumn;
import uk.nhs.rtec.application.covid.CovidLine;
import uk.nhs.rtec.rest.api.CsvFile;

/** A file of COVID-19 exemptions, one line for each record. */
public final class CovidFile implements Iterator<CovidLine> {

    private final CsvFile<CovidColumn> file;

    /**
     * Begins to read, with the header.
     *
     * @param length how many bytes the file has, or a negative number when that was not said
     * @throws CsvFile.Unreadable when the header is not that of such a file
     */
    public CovidFile(InputStream body, long length) {
        file = new CsvFile<>(body, length, CovidColumn.class, CovidColumn::header);
    }

    @Override
    public boolean hasNext() {
        return file.hasNext();
    }

    @Override
    public CovidLine next() {
        CsvFile.Line<CovidColumn> line = file.next();
        return new CovidLine(line.number(), line.texts());
    }
}
