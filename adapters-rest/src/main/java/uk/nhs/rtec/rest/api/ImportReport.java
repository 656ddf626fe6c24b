package uk.nhs.rtec.rest.api;

import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is told of an import. The refusals wait in a file until all lines are read, since there may be millions and the status of the answer
 * is known last; they name lines and columns, never what stands there.
 */
public final class ImportReport implements Closeable {

    private final Path file;
    private final BufferedWriter lines;
    private boolean first = true;

    /** A report that is empty yet. */
    public ImportReport() {
        try {
            file = Files.createTempFile("rtec-import-", ".refusals");
            lines = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line was not taken in, for what stands in one of its columns. */
    public void refused(int line, String column, String reason) {
        String entry = Json.createObjectBuilder()
                .add("line", line)
                .add("column", column)
                .add("reason", reason)
                .build()
                .toString();
        try {
            lines.write(first ? entry : "," + entry);
            first = false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes the whole report as JSON. */
    public void writeTo(OutputStream out, long read, long accepted, long unchanged) throws IOException {
        lines.flush();
        try (JsonGenerator head = Json.createGenerator(new Unclosed(out))) {
            head.writeStartObject()
                    .write("read", read)
                    .write("accepted", accepted)
                    .write("unchanged", unchanged)
                    .writeStartArray("refused");
            head.flush();
            Files.copy(file, out);
            head.writeEnd().writeEnd();
        }
    }

    @Override
    public void close() {
        try {
            lines.close();
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The answer's stream is the server's to close. */
    private static final class Unclosed extends FilterOutputStream {

        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
