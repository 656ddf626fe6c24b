package uk.nhs.rtec.rest.covid;

import jakarta.json.Json;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import uk.nhs.rtec.application.covid.CovidIntake;
import uk.nhs.rtec.application.covid.CovidRefusal;

/** What is told of an import; refusals wait in a file until all lines are read, and name lines and columns, never what stands there. */
final class IntakeReport implements Consumer<CovidRefusal>, Closeable {

    private final Path file;
    private final BufferedWriter lines;
    private boolean first = true;

    IntakeReport() {
        try {
            file = Files.createTempFile("rtec-covid-", ".refusals");
            lines = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void accept(CovidRefusal refusal) {
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
    void writeTo(OutputStream out, CovidIntake intake) throws IOException {
        lines.flush();
        String counts = "{\"read\":" + intake.read() + ",\"accepted\":" + intake.accepted() + ",\"unchanged\":"
                + intake.unchanged() + ",\"refused\":[";
        out.write(counts.getBytes(StandardCharsets.UTF_8));
        Files.copy(file, out);
        out.write("]}".getBytes(StandardCharsets.UTF_8));
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
}
