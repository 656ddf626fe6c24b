package uk.nhs.rtec.rest.register;

import java.io.InputStream;
import java.util.Iterator;
import uk.nhs.rtec.application.register.RegisterColumn;
import uk.nhs.rtec.application.register.RegisterLine;
import uk.nhs.rtec.rest.api.CsvFile;

/** A file of certificates, one line for each named person. */
public final class RegisterFile implements Iterator<RegisterLine> {

    private final CsvFile<RegisterColumn> file;

    /**
     * Begins to read, with the header.
     *
     * @param length how many bytes the file has, or a negative number when that was not said
     * @throws CsvFile.Unreadable when the header is not that of a register file
     */
    public RegisterFile(InputStream body, long length) {
        file = new CsvFile<>(body, length, RegisterColumn.class, RegisterColumn::header);
    }

    @Override
    public boolean hasNext() {
        return file.hasNext();
    }

    @Override
    public RegisterLine next() {
        CsvFile.Line<RegisterColumn> line = file.next();
        return new RegisterLine(line.number(), line.texts());
    }
}
