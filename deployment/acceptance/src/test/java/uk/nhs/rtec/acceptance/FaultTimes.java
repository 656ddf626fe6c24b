package uk.nhs.rtec.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How long the service took under each row of docs/upstream-failures.md: what no test asserts is kept in a file beside the reports. */
final class FaultTimes {

    private final List<String> lines = new ArrayList<>();

    void add(String line) {
        lines.add(line);
    }

    /** In the module's target folder. */
    void write(String file) {
        try {
            Files.write(Path.of(ServerUnderTest.required("acceptance.target"), file), lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
