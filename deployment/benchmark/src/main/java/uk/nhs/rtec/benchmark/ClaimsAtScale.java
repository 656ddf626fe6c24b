package uk.nhs.rtec.benchmark;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.postgresql.PGConnection;
import uk.nhs.rtec.application.claim.ClaimStore;
import uk.nhs.rtec.application.claim.Decision;
import uk.nhs.rtec.application.claim.TakeInClaimLines;
import uk.nhs.rtec.application.job.ImportJobs;
import uk.nhs.rtec.application.job.JobId;
import uk.nhs.rtec.application.job.JobSubmission;
import uk.nhs.rtec.application.job.SubmitJob;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.persistence.claim.HibernateClaims;
import uk.nhs.rtec.persistence.job.HibernateImportJobs;

/**
 * How fast claims are taken in and held against ten million checks, beside one SQL statement that joins the same claims with the same checks
 * and decides the same verdicts; what memory that takes; and that a worker which is killed in the middle ends with the same verdicts.
 */
final class ClaimsAtScale {

    /** The share of the speed of COPY and join together below which the measurement fails. */
    private static final double GOAL = 0.5;

    /** How much more of the heap, in MiB, a collection may leave after all claims than after a tenth of them. */
    private static final long FLAT = 24;

    private static final String WORKER_HEAP = "-Xmx192m";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Officer OFFICER = new Officer(new OdsCode("X26"), new SdsUserId("555012345678"));
    private static final int BUFFER = 1 << 20;

    /** As many claims as a job judges in one step. */
    private static final int JUDGED_TOGETHER = 1_000;

    /** Every tenth claim is of each of these kinds, but for those that say what the pharmacy was told. */
    private static final int KINDS = 10;

    /** What the rules of a claim say of one that names no patient, in the words of SQL. */
    private static final String JOIN = """
            insert into plain_verdict
            select c.id, case
                when c.confirms and not coalesce(c.found, false) and c.after then 'CHECK_AFTER_CLAIM'
                when c.told and c.told_this then 'CONFIRMED'
                when c.confirms and c.found and not c.told then 'DIFFERENT_ORGANISATION'
                when not c.paid and c.told then 'DIFFERENT_CODE'
                when c.confirms and c.known > 0 then 'NOT_FOUND_BUT_CLAIMED'
                when c.confirms then 'NO_CHECK'
                when c.paid and c.found then 'FOUND_BUT_PAID'
                when not c.paid then 'DECLARED'
                else 'PAID' end
            from (
                select a.id, a.confirms, a.paid, a.known, coalesce(a.found, false) as found, coalesce(a.told, false) as told,
                    coalesce(a.told_this, false) as told_this, coalesce(a.found_later or (a.known = 0 and a.later > 0), false) as after
                from (
                    select c.id,
                        c.charge_exemption like '9%' as confirms,
                        c.charge_exemption in ('0000', '0001') as paid,
                        count(k.id) filter (where k.answered_at < c.claimed_at + interval '1 second') as known,
                        count(k.id) filter (where k.answered_at >= c.claimed_at + interval '1 second') as later,
                        bool_or(k.disclosed_code is not null)
                            filter (where k.answered_at < c.claimed_at + interval '1 second') as found,
                        bool_or(k.disclosed_code is not null)
                            filter (where k.answered_at >= c.claimed_at + interval '1 second') as found_later,
                        bool_or(k.disclosed_code is not null and k.ods_code = c.ods_code)
                            filter (where k.answered_at < c.claimed_at + interval '1 second') as told,
                        bool_or(k.disclosed_code = c.charge_exemption and k.ods_code = c.ods_code)
                            filter (where k.answered_at < c.claimed_at + interval '1 second') as told_this
                    from plain_claim c left join ledger_check k on k.prescription_id = c.prescription_id
                    group by c.id) a) c""";

    private static final String PLAIN =
            "select md5(string_agg(line, E'\\n' order by line collate \"C\")) from (select concat_ws('|',"
                    + " c.prescription_id, c.ods_code, c.charge_exemption, extract(epoch from c.claimed_at), v.verdict) as line"
                    + " from plain_claim c join plain_verdict v on v.claim_id = c.id) lines";

    private static final String OURS =
            "select md5(string_agg(line, E'\\n' order by line collate \"C\")) from (select concat_ws('|',"
                    + " c.prescription_id, c.ods_code, c.charge_exemption, extract(epoch from c.claimed_at), v.verdict) as line"
                    + " from claim c join claim_verdict v on v.claim_id = c.id) lines";

    private final FilledLedger ledger;
    private final Path work;
    private final Report report;
    private final List<Process> workers = new ArrayList<>();
    private boolean good = true;

    /** A file of claims, and how many. */
    private record Claims(Path csv, long lines) {}

    /** One job: how long it took in seconds, the verdicts it left, and what its worker noted. */
    private record Judged(double seconds, String verdicts, long heap, long highWater) {}

    private ClaimsAtScale(FilledLedger ledger, Path work, Report report) {
        this.ledger = ledger;
        this.work = work;
        this.report = report;
    }

    /**
     * Measures, and ends the process with 1 when a goal is missed or two verdicts differ.
     *
     * @param arguments where to put the report, how many checks, the folder of ledgers that are used again, if any, how many claims, and how
     *     many rounds
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long checks = Long.parseLong(arguments[1]);
        Report report = new Report(System.out, "Claims held against " + checks + " checks");
        boolean good;
        try (FilledLedger ledger = FilledLedger.of(checks, FilledLedger.folder(arguments, 2), folder)) {
            ClaimsAtScale measurement = new ClaimsAtScale(ledger, Files.createTempDirectory(folder, "claims"), report);
            try {
                good = measurement.measured(Long.parseLong(arguments[3]), Integer.parseInt(arguments[4]));
            } finally {
                measurement.workers.forEach(Process::destroyForcibly);
            }
        }
        report.writeTo(folder.resolve("claims-at-scale.md"));
        System.exit(good ? 0 : 1);
    }

    private boolean measured(long count, int rounds) throws IOException, SQLException, InterruptedException {
        // Of an earlier measurement, where the ledger is kept.
        database().execute("drop table if exists plain_verdict, plain_claim");
        database().execute("create table plain_claim (like claim including all)");
        database()
                .execute("create table plain_verdict (claim_id uuid primary key references plain_claim (id), verdict"
                        + " varchar(30) not null)");
        Claims tenth = written(count / KINDS, "tenth");
        Claims all = written(count, "all");
        Judged first = judged(tenth);
        report.say(
                "%,d claims; a worker of its own (%s). After %,d claims a collection had left %d MiB at most.%n",
                all.lines(), WORKER_HEAP, tenth.lines(), first.heap());
        report.say("| round | COPY, s | join, s | the job, s | of the join alone | of both | claims/s | load |");
        report.say("|---|---|---|---|---|---|---|---|");
        double[] ofJoin = new double[rounds];
        double[] ofBoth = new double[rounds];
        long heap = 0;
        for (int round = 0; round < rounds; round++) {
            double copy = copied(all);
            double join = joined();
            Judged job = judged(all);
            same("The SQL statement's verdicts", database().asked(PLAIN), job.verdicts());
            heap = Math.max(heap, job.heap());
            ofJoin[round] = join / job.seconds();
            ofBoth[round] = (copy + join) / job.seconds();
            report.say(
                    "| %d | %.1f | %.1f | %.1f | %.2f | %.2f | %,.0f | %.1f |",
                    round + 1,
                    copy,
                    join,
                    job.seconds(),
                    ofJoin[round],
                    ofBoth[round],
                    all.lines() / job.seconds(),
                    ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        }
        report.say(
                "%nMedian: %.2f of the join alone, %.2f of COPY and join (goal %.1f).",
                Median.of(ofJoin), Median.of(ofBoth), GOAL);
        judgedAlone(all);
        report.say(
                "A collection left %d MiB at most (goal: %d more than after a tenth of the claims at most).",
                heap, FLAT);
        same(
                "A killed worker's verdicts, gone on with by another,",
                killed(all),
                database().asked(PLAIN));
        report.say(
                "Of each verdict: %s.",
                database()
                        .asked("select string_agg(verdict || ' ' || claims, ', ' order by verdict) from"
                                + " (select verdict, count(*) as claims from claim_verdict group by verdict) counted"));
        return good && Median.of(ofBoth) >= GOAL && heap <= first.heap() + FLAT;
    }

    private void same(String what, String one, String other) {
        report.say("%s are %sthe same.", what, one.equals(other) ? "" : "NOT ");
        good &= one.equals(other);
    }

    private Database database() {
        return ledger.database();
    }

    /** Of checks from all over the ledger: what was told, and what was not. */
    private Claims written(long count, String name) throws IOException, SQLException {
        Path csv = work.resolve(name + ".csv");
        long checks = Long.parseLong(database().asked("select count(*) from ledger_check"));
        double hundredths = Math.min(100, 110.0 * count / checks);
        long written = 0;
        Connection connection = database().owner();
        connection.setAutoCommit(false);
        try (BufferedWriter file = Files.newBufferedWriter(csv);
                Statement statement = connection.createStatement()) {
            statement.setFetchSize(1_000);
            file.write("prescription_id,ods_code,charge_exemption,claimed_at\n");
            ResultSet rows = statement.executeQuery(
                    "select prescription_id, ods_code, coalesce(disclosed_code, '9180'), answered_at from ledger_check"
                            + " tablesample bernoulli (" + hundredths + ") repeatable (1)");
            while (rows.next() && written < count) {
                file.write(line(
                        (int) (written % KINDS),
                        written,
                        rows.getString(1),
                        rows.getString(2),
                        rows.getString(3),
                        rows.getTimestamp(4).toInstant()));
                written++;
            }
        }
        connection.commit();
        connection.setAutoCommit(true);
        return new Claims(csv, written);
    }

    private static String line(
            int kind, long number, String prescription, String organisation, String told, Instant at) {
        Instant second = at.truncatedTo(ChronoUnit.SECONDS);
        return String.join(
                        ",",
                        kind == 6
                                ? ExampleChecks.prescription((int) (number & 0xFFFFFF), 0xF0000)
                                        .inTheClear()
                                : prescription,
                        kind == 7 ? "ZZ9Z9" : organisation,
                        kind == 8 ? "0001" : kind == 9 ? "9191" : told,
                        kind == 5
                                ? second.minusSeconds(3_600).toString()
                                : second.plusSeconds(1).toString())
                + "\n";
    }

    /** Seconds that it takes to have the claims in a table with the claims' own keys and indexes. */
    private double copied(Claims claims) throws IOException, SQLException {
        database().execute("truncate plain_claim cascade");
        database().execute("checkpoint");
        database()
                .execute("create temporary table line (prescription_id text, ods_code text, charge_exemption text,"
                        + " claimed_at timestamp with time zone)");
        long start = System.nanoTime();
        try (InputStream text = Files.newInputStream(claims.csv())) {
            database()
                    .owner()
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy line from stdin with (format csv, header)", text, BUFFER);
        }
        database()
                .execute("insert into plain_claim (id, prescription_id, ods_code, charge_exemption, claimed_at,"
                        + " taken_in_at, taken_in_by_organisation, taken_in_by_user)"
                        + " select gen_random_uuid(), prescription_id, ods_code, charge_exemption, claimed_at, now(), 'X26',"
                        + " '555012345678' from line on conflict do nothing");
        double seconds = secondsSince(start);
        database().execute("drop table line");
        database().execute("analyze plain_claim");
        return seconds;
    }

    private double joined() {
        long start = System.nanoTime();
        database().execute(JOIN);
        return secondsSince(start);
    }

    private Judged judged(Claims claims) throws IOException, InterruptedException {
        empty();
        long start = System.nanoTime();
        JobId job = submitted(claims);
        double upload = secondsSince(start);
        Path note = work.resolve(job + ".note");
        Process worker = worker(note);
        if (worker.waitFor() != 0) {
            throw new IllegalStateException("a worker failed: see " + note + ".log");
        }
        String[] noted = Files.readString(note).split(" ", 2);
        return new Judged(
                upload + workedSeconds(job), verdicts(job), Long.parseLong(noted[0]), Long.parseLong(noted[1]));
    }

    /** Without reading files and adding claims: those that the last job left are judged anew, as the SQL statement does. */
    private void judgedAlone(Claims claims) throws IOException {
        truncate("claim_verdict");
        database().execute("truncate plain_verdict");
        database().execute("checkpoint");
        double join = joined();
        database().execute("checkpoint");
        ClaimStore store = new HibernateClaims(database().store(), ledger.keys());
        Instant at = Instant.now();
        long start = System.nanoTime();
        try (BufferedReader file = Files.newBufferedReader(claims.csv())) {
            Iterator<PrescriptionId> prescriptions = file.lines()
                    .skip(1)
                    .map(line -> new PrescriptionId(line.substring(0, line.indexOf(','))))
                    .iterator();
            while (prescriptions.hasNext()) {
                List<PrescriptionId> some = new ArrayList<>(JUDGED_TOGETHER);
                while (prescriptions.hasNext() && some.size() < JUDGED_TOGETHER) {
                    some.add(prescriptions.next());
                }
                store.keep(store.examine(some).stream()
                        .map(kept -> new Decision(kept.id(), 1, kept.examined().verdict(), at))
                        .toList());
            }
        }
        report.say(
                "To judge claims that are on record: %.2f of the speed of the join alone.", join / secondsSince(start));
        same("Its verdicts", database().asked(OURS), database().asked(PLAIN));
    }

    /** The verdicts after a worker died at half and another went on. */
    private String killed(Claims claims) throws IOException, InterruptedException {
        empty();
        JobId job = submitted(claims);
        Process first = worker(work.resolve("first.note"));
        long looks = 0;
        while (read(job) < claims.lines() / 2 && first.isAlive()) {
            TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            looks++;
        }
        first.destroyForcibly().waitFor();
        long read = read(job);
        if (read >= claims.lines()) {
            throw new IllegalStateException("the job had ended when its worker was killed");
        }
        Process second = worker(work.resolve("second.note"));
        if (second.waitFor() != 0) {
            throw new IllegalStateException("the second worker failed");
        }
        report.say(
                "Killed (SIGKILL) when %,d claims were done, as seen in %d looks; %,d at the end.",
                read, looks, read(job));
        return verdicts(job);
    }

    private String verdicts(JobId job) {
        String state = database().asked("select state from import_job where id = '" + job + "'");
        if (!state.equals("SUCCEEDED")) {
            throw new IllegalStateException("the job has " + state);
        }
        return database().asked(OURS);
    }

    private long read(JobId job) {
        return Long.parseLong(database().asked("select lines_read from import_job where id = '" + job + "'"));
    }

    private double workedSeconds(JobId job) {
        return Long.parseLong(database().asked("select worked_millis from import_job where id = '" + job + "'")) / 1e3;
    }

    private void empty() {
        truncate("claim", "claim_verdict");
        database().execute("vacuum analyze claim");
        database().execute("vacuum analyze claim_verdict");
        database().execute("checkpoint");
    }

    /** As the owner, who alone can have the triggers look away. */
    private void truncate(String... tables) {
        for (String table : tables) {
            database().execute("alter table " + table + " disable trigger user");
        }
        database().execute("truncate " + String.join(", ", tables));
        for (String table : tables) {
            database().execute("alter table " + table + " enable trigger user");
        }
    }

    private JobId submitted(Claims claims) throws IOException {
        InstantSource clock = InstantSource.system();
        ImportJobs jobs = new HibernateImportJobs(database().store(), ledger.keys());
        SubmitJob submit = new JobSubmission(
                jobs, List.of(ClaimsWorker.subject(clock)), () -> new JobId(UUID.randomUUID()), clock);
        try (InputStream file = Files.newInputStream(claims.csv())) {
            return submit.submit(OFFICER, TakeInClaimLines.CSV, pieces(file)).id();
        }
    }

    private static Iterator<byte[]> pieces(InputStream file) {
        return new Iterator<>() {
            private byte[] next = read();

            private byte[] read() {
                try {
                    return file.readNBytes(BUFFER);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public boolean hasNext() {
                return next.length > 0;
            }

            @Override
            public byte[] next() {
                byte[] piece = next;
                next = read();
                return piece;
            }
        };
    }

    private Process worker(Path note) throws IOException {
        Process worker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        WORKER_HEAP,
                        "-classpath",
                        System.getProperty("java.class.path"),
                        ClaimsWorker.class.getName(),
                        database().url(),
                        ledger.keyFile().toString(),
                        note.toString())
                .redirectErrorStream(true)
                .redirectOutput(Path.of(note + ".log").toFile())
                .start();
        workers.add(worker);
        return worker;
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
