package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the collections of another process's heap have left, by the log that its virtual machine writes of them. */
final class GcLog {

    /** Such as "Pause Young (Normal) (G1 Evacuation Pause) 256M->91M(384M) 7.1ms". */
    private static final Pattern COLLECTION = Pattern.compile(" Pause .* \\d+M->(\\d+)M\\(\\d+M\\)");

    private final Path file;

    GcLog(Path file) {
        this.file = file;
    }

    /** The option that has a virtual machine write it. */
    String option() {
        return "-Xlog:gc:file=" + file;
    }

    /** How many collections there were. */
    int collections() throws IOException {
        return left().size();
    }

    /** The most that one of the collections after the first so many has left, in MiB; nothing was left when there was none. */
    long most(int after) throws IOException {
        return left().stream().skip(after).mapToLong(each -> each).max().orElse(0);
    }

    private List<Long> left() throws IOException {
        return Files.readAllLines(file).stream()
                .map(COLLECTION::matcher)
                .filter(Matcher::find)
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }
}
