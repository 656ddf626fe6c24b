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
    private static final Duration TURN = Duration.ofSeconds(5);
    private static final int ROUNDS = 3;

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

    /** A way of writing, and what each of its rounds has shown by callers. */
    private record Contestant(String name, Writers writers, List<List<Turn>> rounds) {

        Contestant(String name, Writers writers) {
            this(name, writers, new ArrayList<>());
        }

        Turn[] medians() {
            Turn[] medians = new Turn[CALLERS.length];
            for (int i = 0; i < CALLERS.length; i++) {
                int column = i;
                medians[i] = new Turn(
                        Median.of(rounds.stream()
                                .mapToDouble(round -> round.get(column).perSecond())),
                        Median.of(rounds.stream()
                                .mapToDouble(round -> round.get(column).medianMillis())));
            }
            return medians;
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
                            + "%d rounds of %d s for each; median of the rounds.%n",
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
        List<Double> copied = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Contestant contestant : contestants) {
                List<Turn> turns = new ArrayList<>();
                for (int callers : CALLERS) {
                    turns.add(turn(contestant.writers(), callers, TURN));
                }
                contestant.rounds().add(turns);
            }
            copied.add(rows.copyLoop(database, TURN));
        }
        report.say("| per second, by callers | 1 | 8 | 64 | 256 | median ms of 1 |");
        report.say("|---|---|---|---|---|---|");
        for (Contestant contestant : contestants) {
            Turn[] median = contestant.medians();
            report.say(
                    "| %s | %.0f | %.0f | %.0f | %.0f | %.2f |",
                    contestant.name(),
                    median[0].perSecond(),
                    median[1].perSecond(),
                    median[2].perSecond(),
                    median[3].perSecond(),
                    median[0].medianMillis());
        }
        double copy = Median.of(copied);
        report.say("| COPY of 256 rows a commit, one session | %.0f | | | | |%n", copy);
        return judged(ours.medians(), each.medians(), locked.medians(), copy);
    }

    private boolean judged(Turn[] ledger, Turn[] each, Turn[] locked, double copy) {
        boolean rising = true;
        for (int i = 1; i < ledger.length; i++) {
            rising &= ledger[i].perSecond() >= NOISE * ledger[i - 1].perSecond();
        }
        boolean good = goal("a commit each, 64 callers", ledger[2].perSecond() / each[2].perSecond(), 2);
        good &= goal("a commit each, 256 callers", ledger[3].perSecond() / each[3].perSecond(), 3);
        good &= goal("a locked head, 64 callers", ledger[2].perSecond() / locked[2].perSecond(), 20);
        good &= goal("the bare COPY loop, 256 callers", ledger[3].perSecond() / copy, 0.5);
        double beyond = ledger[0].medianMillis() - each[0].medianMillis();
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
