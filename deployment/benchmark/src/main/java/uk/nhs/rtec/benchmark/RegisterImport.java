package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import uk.nhs.rtec.application.register.CertificateImport;
import uk.nhs.rtec.application.register.ImportSummary;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.persistence.register.HibernateCertificateStore;
import uk.nhs.rtec.rest.register.RegisterFile;

/**
 * How fast a register file is taken in, as a share of a plain COPY of what it leaves in the tables: from its bytes through the reading, the
 * checking and the storing of every line, without HTTP. Each round measures the COPY and the import one after the other, from empty tables.
 */
final class RegisterImport {

    /** The share of the indexed COPY's speed below which the measurement fails. */
    static final double GOAL = 0.3;

    private static final Duration WARM = Duration.ofSeconds(80);
    private static final Officer OFFICER = new Officer(new OdsCode("X26"), new SdsUserId("555012345678"));

    private final Database database;
    private final RegisterLines lines;
    private final PlainCopy indexed;
    private final PlainCopy bare;
    private final Memory memory = new Memory();
    private final Report report;

    private RegisterImport(Database database, RegisterLines lines, Report report) {
        this.database = database;
        this.lines = lines;
        this.report = report;
        indexed = PlainCopy.indexed(database);
        bare = PlainCopy.bare(database);
    }

    /**
     * Measures, and ends the process with 1 when the goal is missed.
     *
     * @param arguments how many lines, how many rounds, and the folder for the report
     */
    public static void main(String[] arguments) throws IOException, SQLException {
        Path folder = Files.createDirectories(Path.of(arguments[2]));
        Report report = new Report(System.out, "Import of a register file");
        double share = measure(Long.parseLong(arguments[0]), Integer.parseInt(arguments[1]), WARM, folder, report);
        report.writeTo(folder.resolve("import.md"));
        System.exit(share < GOAL ? 1 : 0);
    }

    /** The import's speed as a share of the indexed COPY's: the median of the rounds. */
    static double measure(long count, int rounds, Duration warm, Path folder, Report report)
            throws IOException, SQLException {
        Path work = Files.createTempDirectory(folder, "run");
        try (Database database = new Database(work.resolve("postgres"))) {
            RegisterLines lines = RegisterLines.written(work, count);
            Disk disk = Disk.of(work);
            report.say(
                    "%,d lines, of which %,d new and %,d repeated.",
                    lines.lines(), lines.accepted(), lines.unchanged());
            report.say(
                    "Disk: %s, fsync %,d µs. Processors: %d.%n",
                    disk.type(), disk.fsyncMicros(), Runtime.getRuntime().availableProcessors());
            return new RegisterImport(database, lines, report).measure(rounds, warm);
        } finally {
            delete(work);
        }
    }

    private double measure(int rounds, Duration warm) throws IOException, SQLException {
        long start = System.nanoTime();
        do {
            imported();
            copied(indexed);
        } while (System.nanoTime() - start < warm.toNanos());
        copied(bare);
        memory.reset();
        report.say(
                "| round | indexed COPY, lines/s | bare COPY, lines/s | import, lines/s | of indexed | of bare | load |");
        report.say("|---|---|---|---|---|---|---|");
        double[] ofIndexed = new double[rounds];
        double[] ofBare = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            double plain = copied(indexed);
            double fastest = copied(bare);
            double own = imported();
            ofIndexed[round] = plain / own;
            ofBare[round] = fastest / own;
            report.say(
                    "| %d | %,.0f | %,.0f | %,.0f | %.2f | %.2f | %.1f |",
                    round + 1,
                    lines.accepted() / plain,
                    lines.accepted() / fastest,
                    lines.accepted() / own,
                    ofIndexed[round],
                    ofBare[round],
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
        double share = Median.of(ofIndexed);
        report.say(
                "%nMedian: %.2f of the indexed COPY (goal %.1f), %.2f of the bare one.",
                share, GOAL, Median.of(ofBare));
        report.say(
                "Memory: at most %d MiB of heap left by a collection, of %d MiB; VmHWM %d MiB.",
                memory.largestHeapAfterCollection(), Memory.heapLimit(), Memory.highWater());
        return share;
    }

    /** Seconds that the COPY takes. */
    private double copied(PlainCopy copy) throws IOException, SQLException {
        copy.empty();
        settle();
        long start = System.nanoTime();
        copy.take(lines);
        return secondsSince(start);
    }

    /** Seconds that the import takes. */
    private double imported() throws IOException {
        database.execute("truncate certificate, certificate_person, certificate_revocation");
        settle();
        CertificateImport certificates =
                new CertificateImport(new HibernateCertificateStore(database.store()), InstantSource.system());
        long start = System.nanoTime();
        ImportSummary summary;
        try (InputStream body = Files.newInputStream(lines.csv())) {
            summary = certificates.importLines(OFFICER, new RegisterFile(body, Files.size(lines.csv())), refusal -> {});
        }
        double seconds = secondsSince(start);
        ImportSummary expected = new ImportSummary(lines.lines(), lines.accepted(), lines.unchanged());
        if (!summary.equals(expected)) {
            throw new IllegalStateException("taken in: " + summary + ", expected: " + expected);
        }
        return seconds;
    }

    /** What earlier work has left to write is not for the next to wait for. */
    private void settle() {
        database.execute("checkpoint");
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
