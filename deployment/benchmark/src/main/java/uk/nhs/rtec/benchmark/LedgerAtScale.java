package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.patient.NhsNumber;
import uk.nhs.rtec.domain.prescription.PrescriptionId;
import uk.nhs.rtec.persistence.ledger.ChainCheck;
import uk.nhs.rtec.persistence.ledger.GroupCommitCheckLedger;
import uk.nhs.rtec.persistence.ledger.HibernateCheckHistory;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.persistence.ledger.LedgerSequencer;
import uk.nhs.rtec.persistence.ledger.LedgerSettings;

/**
 * What a ledger of ten million checks costs beside one of a hundred thousand: the size of a row, a look-up by prescription ID and by NHS
 * number as an auditor makes it, and the verification of everything. The two ledgers are two databases, asked in turns.
 */
final class LedgerAtScale {

    private static final int FEW = 100_000;
    private static final int CALLERS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int SAMPLES = 5_000;
    private static final int ROUNDS = 5;
    private static final int LOOK_UPS = 1_000;

    /** How much slower a look-up may be among the many. */
    private static final double SLOWER = 1.3;

    private LedgerAtScale() {}

    /** A ledger, and some of the checks that are in it. */
    private static final class Filled implements AutoCloseable {

        private final Database database;
        private final CheckHistory history;
        private final List<ConcludedCheck> samples;

        private Filled(Database database, CheckHistory history, List<ConcludedCheck> samples) {
            this.database = database;
            this.history = history;
            this.samples = samples;
        }

        static Filled with(long checks, Path data) throws Exception {
            Database database = new Database(data);
            KeyRing keys = new KeyRing(database.store(), LedgerKeys.made(), InstantSource.system());
            List<ConcludedCheck> samples = Collections.synchronizedList(new ArrayList<>());
            try (GroupCommitCheckLedger ledger = new GroupCommitCheckLedger(
                    database.store(), database.application(), keys, settings(), InstantSource.system(), Thread::new)) {
                fill(ledger, checks, samples);
            }
            sequence(database);
            database.execute("vacuum analyze");
            return new Filled(database, new HibernateCheckHistory(database.store(), keys), samples);
        }

        /** As it comes, but for callers who never give up. */
        private static LedgerSettings settings() {
            LedgerSettings usual = LedgerSettings.of("benchmark");
            return new LedgerSettings(usual.node(), usual.queue(), usual.largestBatch(), PATIENCE, PATIENCE);
        }

        private static void fill(GroupCommitCheckLedger ledger, long checks, List<ConcludedCheck> samples)
                throws Exception {
            // The first has the keys of the month made, which are read over the store's one connection.
            samples.add(ledger.append(ExampleChecks.next()).concluded());
            AtomicLong left = new AtomicLong(checks - 1);
            long every = Math.max(1, checks / SAMPLES);
            Callable<Void> caller = () -> {
                for (long number = left.getAndDecrement(); number > 0; number = left.getAndDecrement()) {
                    ConcludedCheck check = ledger.append(ExampleChecks.next()).concluded();
                    if (number % every == 0) {
                        samples.add(check);
                    }
                }
                return null;
            };
            ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
            try {
                for (Future<Void> each : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
                    each.get();
                }
            } finally {
                callers.shutdownNow();
            }
        }

        private static void sequence(Database database) throws GeneralSecurityException {
            LedgerSequencer sequencer = new LedgerSequencer(
                    database.application(), "benchmark.example", LedgerKeys.signing(), InstantSource.system());
            while (sequencer.step() > 0) {
                // Until every batch is in the log.
            }
        }

        /** Nanoseconds of each look-up that begins with what is asked of a sample. */
        long[] lookUps(Function<ConcludedCheck, CheckQuery> question, int from) {
            long[] took = new long[LOOK_UPS];
            for (int i = 0; i < LOOK_UPS; i++) {
                ConcludedCheck sample = samples.get((from + i) % samples.size());
                long start = System.nanoTime();
                int found = history.find(question.apply(sample)).checks().size();
                took[i] = System.nanoTime() - start;
                if (found == 0) {
                    throw new IllegalStateException("a check that was written is not found");
                }
            }
            return took;
        }

        double bytesOfARow(long checks) throws SQLException {
            try (Statement statement = database.owner().createStatement();
                    ResultSet size = statement.executeQuery("select sum(pg_total_relation_size(oid)) from pg_class"
                            + " where relkind = 'r' and relname like 'ledger%'")) {
                size.next();
                return size.getDouble(1) / checks;
            }
        }

        @Override
        public void close() throws IOException, SQLException {
            database.close();
        }
    }

    /**
     * Measures, and ends the process with 1 when a goal is missed.
     *
     * @param arguments where to put the report, and how many are many
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long many = Long.parseLong(arguments[1]);
        Report report = new Report(System.out, "A ledger of " + many + " checks");
        Memory memory = new Memory();
        String data = "scale-data-" + ProcessHandle.current().pid();
        boolean good;
        try (Filled small = Filled.with(FEW, folder.resolve(data + "-few"));
                Filled large = Filled.with(many, folder.resolve(data + "-many"))) {
            report.say(
                    "Heap at most %d MiB; PostgreSQL as it comes, fsync on. A row with its indexes, its share of batches"
                            + " and log included, takes %.0f bytes (among %d: %.0f).%n",
                    Memory.heapLimit(), large.bytesOfARow(many), FEW, small.bytesOfARow(FEW));
            good = lookUps(report, "prescription ID", small, large, LedgerAtScale::ofPrescription);
            good &= lookUps(report, "NHS number", small, large, LedgerAtScale::ofNumber);
            verified(report, memory, small, FEW);
            verified(report, memory, large, many);
        }
        report.writeTo(folder.resolve("ledger-at-scale.md"));
        System.exit(good ? 0 : 1);
    }

    private static boolean lookUps(
            Report report, String by, Filled small, Filled large, Function<ConcludedCheck, CheckQuery> question) {
        // Everything that is asked for is warm: the few fit into the database's memory, and the many do not.
        for (int from = 0; from < SAMPLES; from += LOOK_UPS) {
            small.lookUps(question, from);
            large.lookUps(question, from);
        }
        List<long[]> few = new ArrayList<>();
        List<long[]> many = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            few.add(small.lookUps(question, round * LOOK_UPS));
            many.add(large.lookUps(question, round * LOOK_UPS));
        }
        double ratio = micros(many, 0.5) / micros(few, 0.5);
        report.say(
                "Look-up by %s: median %.0f µs among %d, %.0f µs among the many: %.2f times (goal at most %.1f);"
                        + " p99 %.0f and %.0f µs.",
                by, micros(few, 0.5), FEW, micros(many, 0.5), ratio, SLOWER, micros(few, 0.99), micros(many, 0.99));
        return ratio <= SLOWER;
    }

    private static void verified(Report report, Memory memory, Filled ledger, long checks) {
        System.gc();
        memory.reset();
        long start = System.nanoTime();
        ChainCheck.Report seen = new ChainCheck(ledger.database.application()).run();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (seen.checks() != checks || !seen.faults().isEmpty()) {
            throw new IllegalStateException("the ledger does not verify: " + seen.faults());
        }
        report.say(
                "Verifying all %d checks: %.0f a second; a collection left %d MiB at most.",
                checks, checks / seconds, memory.largestHeapAfterCollection());
    }

    private static double micros(List<long[]> rounds, double quantile) {
        long[] all = rounds.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return all[(int) (quantile * (all.length - 1))] / 1e3;
    }

    private static CheckQuery ofPrescription(ConcludedCheck check) {
        return query(Optional.of(check.asked().prescription()), Optional.empty());
    }

    private static CheckQuery ofNumber(ConcludedCheck check) {
        return query(Optional.empty(), Optional.of(check.asked().patient().nhsNumber()));
    }

    private static CheckQuery query(Optional<PrescriptionId> prescription, Optional<NhsNumber> number) {
        return new CheckQuery(
                prescription,
                number,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                50,
                Optional.empty());
    }
}
