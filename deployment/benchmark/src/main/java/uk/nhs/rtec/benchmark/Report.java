package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a measurement has to say, said as it becomes known and kept as a page of Markdown. */
final class Report {

    private final PrintStream out;
    private final List<String> lines = new ArrayList<>();

    Report(PrintStream out, String title) {
        this.out = out;
        say("# %s%n", title);
    }

    void say(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        lines.add(line);
        out.println(line);
    }

    void writeTo(Path file) throws IOException {
        Files.write(file, lines);
    }
}
