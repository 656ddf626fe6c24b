package uk.nhs.rtec.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A row of docs/upstream-failures.md that has a switch.
 *
 * @param control what switches it on in the sandbox
 */
record FaultRow(String upstream, String fault, String control, int status, String ledger) {

    /** Those of these upstreams. */
    static Stream<FaultRow> of(String... upstreams) {
        Path page = Path.of(System.getProperty("acceptance.docs"), "upstream-failures.md");
        try {
            return Files.readAllLines(page).stream()
                    .filter(line -> line.startsWith("| `"))
                    .map(FaultRow::read)
                    .filter(row -> List.of(upstreams).contains(row.upstream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultRow read(String line) {
        List<String> cells = Arrays.stream(line.substring(1).split("\\|"))
                .map(cell -> cell.strip().replace("`", ""))
                .toList();
        return new FaultRow(cells.get(0), cells.get(1), cells.get(2), Integer.parseInt(cells.get(3)), cells.get(4));
    }

    @Override
    public String toString() {
        return upstream + ": " + fault;
    }
}
