package uk.nhs.rtec.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.persistence.ledger.ChainCheck;

/**
 * What a ledger of ten million checks costs beside one of a hundred thousand: the size of a row, a look-up by prescription ID and by NHS
 * number as an auditor makes it, and the verification of everything. The two ledgers are two databases, asked in turns.
 */
final class LedgerAtScale {

    private static final int FEW = 100_000;
    private static final int ROUNDS = 5;
    private static final int LOOK_UPS = 1_000;

    /** How much slower a look-up may be among the many. */
    private static final double SLOWER = 1.3;

    private LedgerAtScale() {}

    /** Nanoseconds of each look-up that begins with what is asked of a sample. */
    private static long[] lookUps(FilledLedger ledger, Function<ConcludedCheck, CheckQuery> question, int from) {
        long[] took = new long[LOOK_UPS];
        for (int i = 0; i < LOOK_UPS; i++) {
            took[i] = ledger.search(question, from + i);
        }
        return took;
    }

    /**
     * Measures, and ends the process with 1 when a goal is missed.
     *
     * @param arguments where to put the report, how many are many, and the folder of ledgers that are used again, if any
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        long many = Long.parseLong(arguments[1]);
        Report report = new Report(System.out, "A ledger of " + many + " checks");
        Memory memory = new Memory();
        Optional<Path> data = FilledLedger.folder(arguments, 2);
        boolean good;
        try (FilledLedger small = FilledLedger.of(FEW, data, folder);
                FilledLedger large = FilledLedger.of(many, data, folder)) {
            report.say(
                    "Heap at most %d MiB; PostgreSQL as it comes, fsync on. A row with its indexes, its share of batches"
                            + " and log included, takes %.0f bytes (among %d: %.0f).%n",
                    Memory.heapLimit(), large.bytesOfARow(), FEW, small.bytesOfARow());
            good = lookUps(report, "prescription ID", small, large, Questions::byPrescription);
            good &= lookUps(report, "NHS number", small, large, Questions::byNumber);
            verified(report, memory, small, FEW);
            verified(report, memory, large, many);
        }
        report.writeTo(folder.resolve("ledger-at-scale.md"));
        System.exit(good ? 0 : 1);
    }

    private static boolean lookUps(
            Report report,
            String by,
            FilledLedger small,
            FilledLedger large,
            Function<ConcludedCheck, CheckQuery> question) {
        // Everything that is asked for is warm: the few fit into the database's memory, and the many do not.
        for (int from = 0; from < FilledLedger.SAMPLES; from += LOOK_UPS) {
            lookUps(small, question, from);
            lookUps(large, question, from);
        }
        List<long[]> few = new ArrayList<>();
        List<long[]> many = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            few.add(lookUps(small, question, round * LOOK_UPS));
            many.add(lookUps(large, question, round * LOOK_UPS));
        }
        double ratio = micros(many, 0.5) / micros(few, 0.5);
        report.say(
                "Look-up by %s: median %.0f µs among %d, %.0f µs among the many: %.2f times (goal at most %.1f);"
                        + " p99 %.0f and %.0f µs.",
                by, micros(few, 0.5), FEW, micros(many, 0.5), ratio, SLOWER, micros(few, 0.99), micros(many, 0.99));
        return ratio <= SLOWER;
    }

    private static void verified(Report report, Memory memory, FilledLedger ledger, long checks) {
        System.gc();
        memory.reset();
        long start = System.nanoTime();
        ChainCheck.Report seen = new ChainCheck(ledger.database().application()).run();
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
}
