package uk.nhs.rtec.deployment.ledger.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** The archive of a month in the hands of somebody who would rather have it say something else. */
public record ArchiveFolder(Path folder) {

    public static final String CHECKS = "checks.csv.gz";
    public static final String BATCHES = "batches.csv";
    public static final String LOG = "log.csv";
    public static final String CHECKPOINTS = "checkpoints.txt";

    /** Changes the lines of a file; line 0 is the header. */
    public void change(String name, Consumer<List<String>> tampering) throws IOException {
        List<String> lines = new ArrayList<>(lines(name));
        tampering.accept(lines);
        write(name, String.join("\n", lines) + "\n");
    }

    /** Puts another value into a column of a line. */
    public static Consumer<List<String>> value(int line, int column, String value) {
        return lines -> {
            String[] values = lines.get(line).split(",", -1);
            values[column] = value;
            lines.set(line, String.join(",", values));
        };
    }

    /** The place of a column in the header. */
    public int column(String file, String name) throws IOException {
        return Arrays.asList(lines(file).get(0).split(",", -1)).indexOf(name);
    }

    public List<String> lines(String name) throws IOException {
        try (InputStream file = Files.newInputStream(folder.resolve(name));
                InputStream in = name.endsWith(".gz") ? new GZIPInputStream(file) : file) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    public void write(String name, String text) throws IOException {
        try (OutputStream file = Files.newOutputStream(folder.resolve(name));
                OutputStream out = name.endsWith(".gz") ? new GZIPOutputStream(file) : file) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Makes the manifest fit what lies there now, as whoever tampers would. */
    public void coverUp() throws IOException, Unusable {
        Manifest before = Manifest.read(folder);
        Map<String, FileMark> marks = new LinkedHashMap<>();
        for (String name : before.files().keySet()) {
            if (Files.exists(folder.resolve(name))) {
                marks.put(name, FileMark.of(folder.resolve(name)));
            }
        }
        new Manifest(
                        before.ledger(),
                        before.month(),
                        lines(CHECKS).size() - 1,
                        lines(BATCHES).size() - 1,
                        lines(CHECKPOINTS).stream()
                                .filter(line -> line.startsWith("— "))
                                .count(),
                        marks)
                .write(folder);
    }
}
