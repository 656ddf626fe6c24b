package uk.nhs.rtec.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.LongStream;
import javax.crypto.spec.SecretKeySpec;
import uk.nhs.rtec.application.audit.AskedConditions;
import uk.nhs.rtec.application.audit.CheckPage;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.application.audit.DownloadExport;
import uk.nhs.rtec.application.audit.ExportDecision;
import uk.nhs.rtec.application.audit.ExportDesk;
import uk.nhs.rtec.application.audit.ExportId;
import uk.nhs.rtec.application.audit.ExportKind;
import uk.nhs.rtec.application.audit.ExportSubject;
import uk.nhs.rtec.application.audit.ExportTerms;
import uk.nhs.rtec.application.audit.ReviewRules;
import uk.nhs.rtec.application.audit.WorkingHours;
import uk.nhs.rtec.application.statistics.CountedChecks;
import uk.nhs.rtec.application.statistics.Grouping;
import uk.nhs.rtec.application.statistics.ReadStatistics;
import uk.nhs.rtec.application.statistics.StatisticsQuery;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.requester.OdsCode;
import uk.nhs.rtec.domain.requester.Officer;
import uk.nhs.rtec.domain.requester.SdsUserId;
import uk.nhs.rtec.persistence.Store;
import uk.nhs.rtec.persistence.audit.HibernateAccessRecords;
import uk.nhs.rtec.persistence.audit.HibernateExportRecords;
import uk.nhs.rtec.persistence.ledger.HibernateExportedChecks;
import uk.nhs.rtec.persistence.ledger.HibernateLedgerProofs;
import uk.nhs.rtec.persistence.statistics.HibernateCheckCounts;
import uk.nhs.rtec.persistence.statistics.StatisticsFollower;
import uk.nhs.rtec.rest.api.Cursors;
import uk.nhs.rtec.rest.audit.CheckExports;

/** How long an auditor waits among ten million checks: for each search by one thing, and for a month's statistics; and how fast they are counted. */
final class AuditAtScale {

    private static final int SEARCHES = 2_000;
    private static final int LOOKS = 50;

    /** One in a hundred may take longer. */
    private static final double SEARCH_MILLIS = 50;

    private static final double STATISTICS_MILLIS = 100;

    private static final double FIRST_ROWS_MILLIS = 200;

    /** How much more a collection may leave on the heap, in MiB. */
    private static final long FLAT = 16;

    private static final int TENTH = 10;
    private static final Officer AUDITOR = new Officer(new OdsCode("X26"), new SdsUserId("555012345678"));
    private static final Officer APPROVER = new Officer(new OdsCode("X26"), new SdsUserId("555012345679"));

    private static final double COUNTED_IN_A_SECOND = 50_000;

    private final Report report;
    private final FilledLedger ledger;
    private boolean good = true;

    private AuditAtScale(Report report, FilledLedger ledger) {
        this.report = report;
        this.ledger = ledger;
    }

    /**
     * Measures, and ends the process with 1 when a goal is missed.
     *
     * @param arguments where to put the report, how many checks, and the folder of ledgers that are used again, if any
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long checks = Long.parseLong(arguments[1]);
        Report report = new Report(System.out, "Auditing " + checks + " checks");
        boolean good;
        try (FilledLedger ledger = FilledLedger.of(checks, FilledLedger.folder(arguments, 2), folder)) {
            good = new AuditAtScale(report, ledger).measured(checks);
        }
        report.writeTo(folder.resolve("audit-at-scale.md"));
        System.exit(good ? 0 : 1);
    }

    private boolean measured(long checks) {
        report.say("PostgreSQL as it comes; each search warm, with its count and its first page.%n");
        searched("prescription ID", Questions::byPrescription);
        searched("NHS number", Questions::byNumber);
        searched("surname and date of birth", Questions::byPerson);
        searched("postcode", Questions::byPostcode);
        searched("ODS code", Questions::byOrganisation);
        searched("user id", Questions::byPractitioner);
        searched("ASID", Questions::bySystem);
        counted(checks);
        ReadStatistics statistics =
                new CountedChecks(new HibernateCheckCounts(ledger.database().store()));
        YearMonth month = ledger.month();
        for (Grouping by : Grouping.values()) {
            looked(statistics, by, month);
        }
        exported(checks);
        return good;
    }

    private void searched(String by, Function<ConcludedCheck, CheckQuery> question) {
        for (int sample = 0; sample < FilledLedger.SAMPLES; sample++) {
            ledger.search(question, sample);
        }
        double[] millis = millis(LongStream.range(0, SEARCHES).map(sample -> ledger.search(question, (int) sample)));
        report.say(
                "Search by %s: median %.1f ms, p99 %.1f ms (goal at most %.0f).",
                by, quantile(millis, 0.5), quantile(millis, 0.99), SEARCH_MILLIS);
        good &= quantile(millis, 0.99) <= SEARCH_MILLIS;
    }

    /** From the first check on, whatever was counted before. */
    private void counted(long checks) {
        ledger.database().execute("select statistics_begin_anew()");
        StatisticsFollower follower = new StatisticsFollower(ledger.database().application(), InstantSource.system());
        long start = System.nanoTime();
        long counted = 0;
        long longest = 0;
        long step = -1;
        while (step != 0) {
            long before = System.nanoTime();
            step = follower.step().checks();
            longest = Math.max(longest, System.nanoTime() - before);
            counted += step;
        }
        double rate = counted / ((System.nanoTime() - start) / 1e9);
        if (counted != checks) {
            throw new IllegalStateException(counted + " checks were counted of " + checks);
        }
        ledger.database().execute("vacuum analyze");
        report.say(
                "Counting them all for the statistics: %.0f a second (goal at least %.0f), the longest step %.0f ms, the"
                        + " tables %s.",
                rate,
                COUNTED_IN_A_SECOND,
                longest / 1e6,
                ledger.database()
                        .asked("select pg_size_pretty(sum(pg_total_relation_size(oid))) from pg_class"
                                + " where relkind = 'r' and relname like 'statistics%'"));
        good &= rate >= COUNTED_IN_A_SECOND;
    }

    /** A tenth of the ledger, as an auditor takes it out once a second person agreed; as far as the rows, without HTTP. */
    private void exported(long checks) {
        Instant first = moment("min");
        Instant end = first.plus(Duration.between(first, moment("max")).dividedBy(TENTH));
        ExportDesk desk = desk();
        ExportId id = desk.request(
                        AUDITOR,
                        ExportKind.CHECKS,
                        "measurement",
                        new AskedConditions(Map.of("from", first.toString(), "to", end.toString())))
                .request()
                .id();
        desk.decide(APPROVER, ExportKind.CHECKS, id, ExportDecision.Ruling.APPROVED, Optional.empty());
        for (int look = 0; look < LOOKS; look++) {
            begun(desk, id);
        }
        double[] millis = millis(LongStream.range(0, LOOKS).map(look -> {
            long start = System.nanoTime();
            begun(desk, id);
            return System.nanoTime() - start;
        }));
        report.say(
                "An export is begun: median %.1f ms to its first rows, the slowest of %d %.1f ms (goal at most %.0f).",
                quantile(millis, 0.5), LOOKS, quantile(millis, 1), FIRST_ROWS_MILLIS);
        good &= quantile(millis, 1) <= FIRST_ROWS_MILLIS;
        readThrough(begun(desk, id), checks);
    }

    private void readThrough(Iterator<List<List<String>>> pages, long checks) {
        Memory memory = new Memory();
        long start = System.nanoTime();
        long rows = 0;
        long early = 0;
        while (pages.hasNext()) {
            rows += pages.next().size();
            if (early == 0 && rows >= checks / (TENTH * TENTH)) {
                System.gc();
                early = memory.largestHeapAfterCollection();
                memory.reset();
            }
        }
        System.gc();
        long late = memory.largestHeapAfterCollection();
        report.say(
                "%,d rows of it: %,.0f a second; a collection left %d MiB after the first tenth of them, %d MiB at most after that"
                        + " (goal: %d more at most).",
                rows, rows / ((System.nanoTime() - start) / 1e9), early, late, FLAT);
        good &= rows > checks / (2 * TENTH) && late <= early + FLAT;
    }

    private static Iterator<List<List<String>>> begun(DownloadExport desk, ExportId id) {
        Iterator<List<List<String>>> pages =
                ((DownloadExport.Opened) desk.open(AUDITOR, ExportKind.CHECKS, id)).pages();
        if (!pages.hasNext()) {
            throw new IllegalStateException("the export is empty");
        }
        return pages;
    }

    private ExportDesk desk() {
        Store store = ledger.database().store();
        Cursors cursors = new Cursors(List.of(new SecretKeySpec(new byte[32], "HmacSHA256")));
        HibernateAccessRecords accesses = new HibernateAccessRecords(
                store,
                "benchmark",
                new ReviewRules(0, new WorkingHours(EnumSet.allOf(DayOfWeek.class), LocalTime.MIN, LocalTime.MAX)));
        return new ExportDesk(
                List.of(new ExportSubject<>(
                        CheckExports.form(cursors), new HibernateExportedChecks(store, ledger.keys()))),
                new HibernateExportRecords(store, ledger.keys(), accesses),
                new ExportDesk.Witnesses(accesses, new HibernateLedgerProofs(store, ledger.keys())),
                new ExportTerms(CheckPage.COUNTED_TO, Duration.ofMinutes(1), Duration.ofDays(1)),
                () -> new ExportId(UUID.randomUUID()),
                InstantSource.system());
    }

    private Instant moment(String which) {
        return Instant.ofEpochSecond(Long.parseLong(ledger.database()
                .asked("select floor(extract(epoch from " + which + "(asked_at)))::bigint from ledger_check")));
    }

    private void looked(ReadStatistics statistics, Grouping by, YearMonth month) {
        StatisticsQuery query = new StatisticsQuery(month.atDay(1), month.atEndOfMonth(), by, Optional.empty());
        for (int look = 0; look < LOOKS; look++) {
            statistics.read(query);
        }
        double[] millis = millis(LongStream.range(0, LOOKS).map(look -> {
            long start = System.nanoTime();
            statistics.read(query);
            return System.nanoTime() - start;
        }));
        report.say(
                "The month by %s: %d rows, median %.1f ms, the slowest of %d %.1f ms (goal at most %.0f).",
                by.name().toLowerCase(Locale.ROOT),
                statistics.read(query).rows().size(),
                quantile(millis, 0.5),
                LOOKS,
                quantile(millis, 1),
                STATISTICS_MILLIS);
        good &= quantile(millis, 1) <= STATISTICS_MILLIS;
    }

    private static double[] millis(LongStream nanoseconds) {
        double[] millis = nanoseconds.mapToDouble(took -> took / 1e6).toArray();
        Arrays.sort(millis);
        return millis;
    }

    private static double quantile(double[] sorted, double quantile) {
        return sorted[(int) (quantile * (sorted.length - 1))];
    }
}
