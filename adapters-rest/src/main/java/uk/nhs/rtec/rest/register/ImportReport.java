package uk.nhs.rtec.rest.register;

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
import java.util.function.Consumer;
import uk.nhs.rtec.application.register.ImportSummary;
import uk.nhs.rtec.application.register.Refusal;

/**
 * What is told of an import. The refusals wait in a file until all lines are read, since there may be millions and the status of the answer
 * is known last; they name lines and columns, never what stands there.
 */
final class ImportReport implements Consumer<Refusal>, Closeable {

    private final Path file;
    private final BufferedWriter lines;
    private boolean first = true;

    ImportReport() {
        try {
            file = Files.createTempFile("rtec-import-", ".refusals");
            lines = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void accept(Refusal refusal) {
        String entry = Json.createObjectBuilder()
                .add("line", refusal.line())
                .add("column", refusal.column().header())
                .add("reason", refusal.reason())
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
    void writeTo(OutputStream out, ImportSummary summary) throws IOException {
        lines.flush();
        try (JsonGenerator head = Json.createGenerator(new Unclosed(out))) {
            head.writeStartObject()
                    .write("read", summary.read())
                    .write("accepted", summary.accepted())
                    .write("unchanged", summary.unchanged())
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
