package uk.nhs.rtec.benchmark;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * How fast the running service takes in a register file as a job, from the POST to the job's end, as a share of a plain COPY of what it leaves
 * in the tables, in turns on one database; how much memory the server needs for it; and that a server which is killed in the middle and started
 * again ends with the same register.
 */
final class ImportJob {

    /** The share of the indexed COPY's speed below which the measurement fails. */
    private static final double GOAL = 0.3;

    private static final Duration WARM = Duration.ofSeconds(90);
    private static final Duration TIDY = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final String OFFICER = "register-officer";
    private static final String JOBS = "/register/v1/imports";

    /** The file that warms up, as a part of the one that is measured: what it needs in memory is what a longer one may need. */
    private static final long SHORTER = 10;

    /** Everybody who is in the register, but for ids and times and the demo's own people: how many, and one sum of all. */
    private static final String REGISTER = """
            select count(*) || ' ' || md5(string_agg(entry, E'\\n' order by entry collate "C")) from (
                select concat_ws('|', c.number, c.category_code, c.valid_from, c.valid_to,
                    c.taken_in_by_organisation, c.taken_in_by_user,
                    p.relationship, coalesce(p.nhs_number, '-'), p.surname, coalesce(p.forename, '-'), p.date_of_birth,
                    p.postcode, p.surname_key, p.postcode_key, p.taken_in_by_organisation, p.taken_in_by_user) as entry
                from certificate c left join certificate_person p on p.certificate_number = c.number
                where c.taken_in_by_organisation <> 'DEMO') as entries""";

    /** What an import has left, but for ids and times. */
    private record Outcome(String state, String counters, String register, String refused) {}

    /**
     * How long an import took, in seconds.
     *
     * @param whole from the beginning of the POST to the end of the job
     * @param upload to the answer of the POST
     * @param work what the job itself says
     */
    private record Took(double whole, double upload, double work, Outcome outcome) {}

    private final Database database;
    private final Path home;
    private final String heap;
    private final Report report;
    private final PlainCopy indexed;
    private final GcLog collections;
    private Server server;
    private JobClient officer;

    private ImportJob(Database database, Path provisioned, Path work, String heap, Report report)
            throws IOException, InterruptedException {
        this.database = database;
        this.heap = heap;
        this.report = report;
        home = work.resolve("server");
        indexed = PlainCopy.indexed(database);
        collections = new GcLog(work.resolve("gc.log"));
        server = Server.started(provisioned, home, heap + " " + collections.option(), database.settings());
        officer = new JobClient(server, OFFICER);
    }

    /**
     * Measures, and ends the process with 1 when the goal is missed or the killed server's register is another.
     *
     * @param arguments how many lines, how many rounds, the provisioned server, the options of its virtual machine, and the folder for the
     *     report
     */
    public static void main(String[] arguments) throws IOException, SQLException, InterruptedException {
        long count = Long.parseLong(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[4]));
        Path work = Files.createTempDirectory(folder, "job");
        Report report = new Report(System.out, "Import of a register file as a job");
        boolean good;
        try (Database database = new Database(work.resolve("postgres"))) {
            RegisterLines lines = RegisterLines.written(work, count);
            RegisterLines shorter =
                    RegisterLines.written(Files.createDirectory(work.resolve("shorter")), count / SHORTER);
            Disk disk = Disk.of(work);
            report.say(
                    "%,d lines in %,d MB, of which %,d new and %,d repeated.",
                    lines.lines(), Files.size(lines.csv()) / 1_000_000, lines.accepted(), lines.unchanged());
            report.say(
                    "Disk: %s, fsync %,d µs. Processors: %d. Server: %s.%n",
                    disk.type(), disk.fsyncMicros(), Runtime.getRuntime().availableProcessors(), arguments[3]);
            ImportJob measurement = new ImportJob(database, Path.of(arguments[2]), work, arguments[3], report);
            try {
                good = measurement.measure(lines, shorter, Integer.parseInt(arguments[1]));
            } finally {
                measurement.server.close();
            }
        }
        delete(work);
        report.writeTo(folder.resolve("import-job.md"));
        System.exit(good ? 0 : 1);
    }

    private boolean measure(RegisterLines lines, RegisterLines shorter, int rounds)
            throws IOException, SQLException, InterruptedException {
        warmUp(shorter);
        int before = collections.collections();
        report.say(
                "After imports of %,d lines: at most %d MiB of heap left by a collection, VmHWM %d MiB.%n",
                shorter.lines(), collections.most(0), Memory.highWater(server.virtualMachine()));
        report.say(
                "| round | indexed COPY, s | POST to end, s | upload, s | work, s | whole, of COPY | work, of COPY | load |");
        report.say("|---|---|---|---|---|---|---|---|");
        double[] shares = new double[rounds];
        Set<Outcome> outcomes = new HashSet<>();
        for (int round = 0; round < rounds; round++) {
            double plain = copied(lines);
            Took took = imported(lines);
            outcomes.add(took.outcome());
            shares[round] = plain / took.whole();
            report.say(
                    "| %d | %.1f | %.1f | %.1f | %.1f | %.2f | %.2f | %.1f |",
                    round + 1,
                    plain,
                    took.whole(),
                    took.upload(),
                    took.work(),
                    shares[round],
                    plain / took.work(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
        double share = Median.of(shares);
        report.say("%nMedian: %.2f of the indexed COPY, from POST to end (goal %.1f).", share, GOAL);
        report.say(
                "After imports of %,d lines: at most %d MiB of heap left by a collection, VmHWM %d MiB.",
                lines.lines(), collections.most(before), Memory.highWater(server.virtualMachine()));
        outcomes.add(importedWithAKill(lines));
        report.say(
                outcomes.size() == 1 ? "All registers, counters and refusals are the same." : "They are NOT the same.");
        return share >= GOAL && outcomes.size() == 1;
    }

    private void warmUp(RegisterLines shorter) throws IOException, SQLException, InterruptedException {
        double imported = 0;
        while (imported < WARM.toSeconds()) {
            copied(shorter);
            imported += imported(shorter).whole();
        }
    }

    /** Seconds that the COPY takes. */
    private double copied(RegisterLines lines) throws IOException, SQLException, InterruptedException {
        indexed.empty();
        settle();
        long start = System.nanoTime();
        indexed.take(lines);
        return secondsSince(start);
    }

    private Took imported(RegisterLines lines) throws IOException, InterruptedException {
        empty();
        long start = System.nanoTime();
        String place = officer.submitted(JOBS + "?kind=certificates", "text/csv", lines.csv());
        double upload = secondsSince(start);
        JsonObject ended = officer.ended(place);
        double whole = secondsSince(start);
        double work = Long.parseLong(database.asked(
                        "select worked_millis from import_job where id = '" + ended.getString("id") + "'"))
                / 1e3;
        return new Took(whole, upload, work, outcome(lines, place, ended));
    }

    private Outcome importedWithAKill(RegisterLines lines) throws IOException, InterruptedException {
        empty();
        long start = System.nanoTime();
        String place = officer.submitted(JOBS + "?kind=certificates", "text/csv", lines.csv());
        officer.followed(place, job -> job.getInt("read") >= lines.lines() / 2 || !JobClient.isRunning(job));
        server.kill();
        double killed = secondsSince(start);
        String read = database.asked("select max(lines_read) from import_job where state = 'RUNNING'");
        server = Server.startedAgain(home, heap, database.settings());
        officer = new JobClient(server, OFFICER);
        double up = secondsSince(start);
        JsonObject ended = officer.ended(place);
        report.say(
                "%nKilled after %.1f s with %s lines stored, up again at %.1f s, done at %.1f s; VmHWM of the second server %d MiB.",
                killed, read, up, secondsSince(start), Memory.highWater(server.virtualMachine()));
        if (read == null) {
            throw new IllegalStateException("the job had ended when the server was killed");
        }
        return outcome(lines, place, ended);
    }

    private Outcome outcome(RegisterLines lines, String place, JsonObject job) {
        Outcome outcome = new Outcome(
                job.getString("state"),
                counters(job.getInt("read"), job.getInt("accepted"), job.getInt("unchanged"), job.getInt("refused")),
                database.asked(REGISTER),
                officer.refused(place));
        String counters = counters(
                lines.lines(),
                lines.accepted(),
                lines.unchanged(),
                lines.lines() - lines.accepted() - lines.unchanged());
        if (!outcome.state().equals("SUCCEEDED")
                || !outcome.counters().equals(counters)
                || !outcome.register().startsWith(lines.accepted() + " ")) {
            throw new IllegalStateException(
                    outcome.state() + " with " + outcome.counters() + ", expected: " + counters);
        }
        return outcome;
    }

    private static String counters(long read, long accepted, long unchanged, long refused) {
        return read + " read, " + accepted + " accepted, " + unchanged + " unchanged, " + refused + " refused";
    }

    private void empty() throws InterruptedException {
        database.execute("truncate certificate, certificate_person, certificate_revocation");
        settle();
    }

    /** What earlier work has left to write, and to tidy up, is not for the next to wait for. */
    private void settle() throws InterruptedException {
        long end = System.nanoTime() + TIDY.toNanos();
        while (!database.asked("select count(*) from import_file").equals("0")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("files of jobs that have ended stay");
            }
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
        }
        database.execute("vacuum import_piece");
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
