package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import uk.nhs.rtec.persistence.ledger.GroupCommitCheckLedger;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.persistence.ledger.LedgerSettings;

/**
 * How many checks a second the ledger puts on record, beside what else could be done on the same PostgreSQL: one commit for each check, a
 * chain whose head row is locked for each check, and a bare COPY loop, all into tables with the ledger's columns and indexes. Who waits is
 * a caller in a closed loop; all four take turns.
 */
final class LedgerAppends {

    private static final int[] CALLERS = {1, 8, 64, 256};
    private static final Duration WARM = Duration.ofSeconds(80);
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final int ROUNDS = 11;

    /** The longest that the ledger may take beyond a single commit, for one caller alone. */
    private static final double LIGHT_MILLIS = 2;

    /** What a run-to-run difference may pass for when callers are added. */
    private static final double NOISE = 0.9;

    /** What one caller does again and again. */
    interface Writer extends AutoCloseable {
        void write() throws SQLException, IOException;

        @Override
        void close() throws SQLException;
    }

    private interface Writers {
        Writer open() throws SQLException;
    }

    /** One turn: how many were written a second, and how long half of them took at most. */
    private record Turn(double perSecond, double medianMillis) {}

    /** A way of writing, and what its turns have shown, by callers and then by rounds. */
    private record Contestant(String name, Writers writers, List<List<Turn>> turns) {

        Contestant(String name, Writers writers) {
            this(
                    name,
                    writers,
                    IntStream.of(CALLERS)
                            .mapToObj(callers -> new ArrayList<Turn>())
                            .collect(Collectors.toUnmodifiableList()));
        }

        double perSecond(int column) {
            return Median.of(turns.get(column).stream().mapToDouble(Turn::perSecond));
        }

        double medianMillis(int column) {
            return Median.of(turns.get(column).stream().mapToDouble(Turn::medianMillis));
        }

        /** What is told of this one and another in the same round, one after the other: the machine's own moods are in both. */
        double beside(Contestant other, int column, DoubleBinaryOperator told, ToDoubleFunction<Turn> value) {
            return Median.of(IntStream.range(0, turns.get(column).size())
                    .mapToDouble(round -> told.applyAsDouble(
                            value.applyAsDouble(turns.get(column).get(round)),
                            value.applyAsDouble(other.turns.get(column).get(round)))));
        }

        double times(Contestant other, int column) {
            return beside(other, column, (ours, theirs) -> ours / theirs, Turn::perSecond);
        }
    }

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS[CALLERS.length - 1]);
    private final Report report;

    private LedgerAppends(Report report) {
        this.report = report;
    }

    /**
     * Measures, and ends the process with 1 when a goal is missed.
     *
     * @param arguments where to put the report
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Report report = new Report(System.out, "Appends to the ledger");
        Path data = folder.resolve("ledger-data-" + ProcessHandle.current().pid());
        boolean good;
        try (Database database = new Database(data)) {
            Disk disk = Disk.of(folder);
            report.say(
                    "PostgreSQL with fsync and synchronous_commit on, on %s; an fsync takes %d µs (median). "
                            + "%d rounds, in which each takes its turn of %d s beside the others; rates and ratios are the medians of the rounds.%n",
                    disk.type(), disk.fsyncMicros(), ROUNDS, TURN.toSeconds());
            LedgerAppends measurement = new LedgerAppends(report);
            try (GroupCommitCheckLedger ledger = ledger(database)) {
                good = measurement.measure(ledger, database);
            } finally {
                measurement.threads.shutdownNow();
            }
        }
        report.writeTo(folder.resolve("ledger-appends.md"));
        System.exit(good ? 0 : 1);
    }

    private static GroupCommitCheckLedger ledger(Database database) throws GeneralSecurityException, IOException {
        return new GroupCommitCheckLedger(
                database.store(),
                database.application(),
                new KeyRing(database.store(), LedgerKeys.made(), InstantSource.system()),
                LedgerSettings.of("benchmark"),
                InstantSource.system(),
                Thread::new);
    }

    private boolean measure(GroupCommitCheckLedger ledger, Database database) throws Exception {
        ledger.append(ExampleChecks.next());
        PlainRows rows = PlainRows.like(database);
        Contestant ours = new Contestant("ledger", () -> new Writer() {
            @Override
            public void write() {
                ledger.append(ExampleChecks.next());
            }

            @Override
            public void close() {}
        });
        Contestant each = new Contestant("a commit each", () -> rows.committing(database));
        Contestant locked = new Contestant("a locked head", () -> rows.chained(database));
        List<Contestant> contestants = List.of(ours, each, locked);
        for (Contestant contestant : contestants) {
            for (int callers : CALLERS) {
                turn(contestant.writers(), callers, WARM.dividedBy(CALLERS.length));
            }
        }
        Contestant copy = new Contestant("COPY of 256 rows a commit, one session", () -> {
            throw new IllegalStateException("takes no callers");
        });
        for (int round = 0; round < ROUNDS; round++) {
            for (int column = 0; column < CALLERS.length; column++) {
                for (Contestant contestant : contestants) {
                    contestant.turns().get(column).add(turn(contestant.writers(), CALLERS[column], TURN));
                }
            }
            // Beside those of the most callers, whom it is held against.
            copy.turns().get(CALLERS.length - 1).add(new Turn(rows.copyLoop(database, TURN), 0));
        }
        report.say("| per second, by callers | 1 | 8 | 64 | 256 | median ms of 1 |");
        report.say("|---|---|---|---|---|---|");
        for (Contestant contestant : contestants) {
            report.say(
                    "| %s | %.0f | %.0f | %.0f | %.0f | %.2f |",
                    contestant.name(),
                    contestant.perSecond(0),
                    contestant.perSecond(1),
                    contestant.perSecond(2),
                    contestant.perSecond(3),
                    contestant.medianMillis(0));
        }
        report.say("| %s | | | | %.0f | |%n", copy.name(), copy.perSecond(3));
        return judged(ours, each, locked, copy);
    }

    private boolean judged(Contestant ours, Contestant each, Contestant locked, Contestant copy) {
        boolean rising = true;
        for (int column = 1; column < CALLERS.length; column++) {
            rising &= ours.perSecond(column) >= NOISE * ours.perSecond(column - 1);
        }
        boolean good = goal("a commit each, 64 callers", ours.times(each, 2), 2);
        good &= goal("a commit each, 256 callers", ours.times(each, 3), 3);
        good &= goal("a locked head, 64 callers", ours.times(locked, 2), 20);
        good &= goal("the bare COPY loop, 256 callers", ours.times(copy, 3), 0.5);
        double beyond = ours.beside(each, 0, (mine, theirs) -> mine - theirs, Turn::medianMillis);
        report.say(
                "Beyond a single commit, for one caller: %.2f ms (goal %.0f). Never slower as callers are added: %s.",
                beyond, LIGHT_MILLIS, rising ? "yes" : "no");
        return good && rising && beyond <= LIGHT_MILLIS;
    }

    private boolean goal(String what, double ratio, double least) {
        report.say("Against %s: %.2f times (goal %.1f).", what, ratio, least);
        return ratio >= least;
    }

    private Turn turn(Writers writers, int callers, Duration length) throws InterruptedException, ExecutionException {
        long end = System.nanoTime() + length.toNanos();
        Callable<List<Long>> caller = () -> {
            List<Long> took = new ArrayList<>();
            try (Writer writer = writers.open()) {
                for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                    writer.write();
                    took.add(System.nanoTime() - start);
                }
            }
            return took;
        };
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> each : threads.invokeAll(Collections.nCopies(callers, caller))) {
            all.addAll(each.get());
        }
        all.sort(Comparator.naturalOrder());
        return new Turn(all.size() / (length.toNanos() / 1e9), all.get(all.size() / 2) / 1e6);
    }
}
