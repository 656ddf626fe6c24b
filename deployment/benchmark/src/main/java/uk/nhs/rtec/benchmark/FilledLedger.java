package uk.nhs.rtec.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import uk.nhs.rtec.application.audit.CheckHistory;
import uk.nhs.rtec.application.audit.CheckQuery;
import uk.nhs.rtec.domain.check.CheckId;
import uk.nhs.rtec.domain.check.ConcludedCheck;
import uk.nhs.rtec.domain.check.RecordedCheck;
import uk.nhs.rtec.domain.proof.Moments;
import uk.nhs.rtec.persistence.ledger.GroupCommitCheckLedger;
import uk.nhs.rtec.persistence.ledger.HibernateCheckHistory;
import uk.nhs.rtec.persistence.ledger.KeyRing;
import uk.nhs.rtec.persistence.ledger.LedgerSequencer;
import uk.nhs.rtec.persistence.ledger.LedgerSettings;

/** A ledger with the checks of some days of one month, joined and signed, and some of the checks that are in it. */
final class FilledLedger implements AutoCloseable {

    /** How many of its checks it knows, at most. */
    static final int SAMPLES = 5_000;

    private static final int CALLERS = 64;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration DAYS = Duration.ofDays(8);

    private final Database database;
    private final KeyRing keys;
    private final Path keyFile;
    private final CheckHistory history;
    private final long checks;
    private final List<ConcludedCheck> samples;

    private FilledLedger(Database database, KeyRing keys, Path keyFile, long checks) throws SQLException {
        this.database = database;
        this.keys = keys;
        this.keyFile = keyFile;
        this.checks = checks;
        history = new HibernateCheckHistory(database.store(), keys);
        samples = samples();
    }

    /** The folder that an argument names, of those that the build always hands over. */
    static Optional<Path> folder(String[] arguments, int index) {
        return arguments.length > index && !arguments[index].isBlank()
                ? Optional.of(Path.of(arguments[index]))
                : Optional.empty();
    }

    /**
     * A ledger of so many checks.
     *
     * @param kept where it is filled when it is not there, and used when it is
     * @param otherwise where it is filled without, and goes when it is closed
     */
    static FilledLedger of(long checks, Optional<Path> kept, Path otherwise) throws Exception {
        Path folder = Files.createDirectories(kept.map(path -> path.resolve(checks + "-checks"))
                .orElseGet(() ->
                        otherwise.resolve("ledger-" + ProcessHandle.current().pid() + "-" + checks)));
        Path filled = folder.resolve("filled");
        Path data = folder.resolve("postgres");
        if (Files.notExists(filled) && Files.exists(data)) {
            throw new IllegalStateException("a ledger was not filled to its end: delete " + folder);
        }
        Path keyFile = folder.resolve("wrapping.key");
        Database database = new Database(data, kept.isPresent());
        KeyRing keys = new KeyRing(database.store(), LedgerKeys.keptIn(keyFile), InstantSource.system());
        if (Files.notExists(filled)) {
            fill(database, keys, checks);
            sequence(database);
            database.execute("vacuum analyze");
            Files.writeString(filled, Long.toString(checks));
        }
        return new FilledLedger(database, keys, keyFile, checks);
    }

    private static void fill(Database database, KeyRing keys, long checks) throws Exception {
        Instant now = Instant.now();
        Instant month = Moments.monthOf(now).atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
        Instant from = now.minus(DAYS).isBefore(month) ? month : now.minus(DAYS);
        // The last of them is answered a moment after it is asked for, in this month.
        PharmacyChecks source = new PharmacyChecks(checks, from, now.truncatedTo(ChronoUnit.SECONDS));
        try (GroupCommitCheckLedger ledger = new GroupCommitCheckLedger(
                database.store(), database.application(), keys, settings(), InstantSource.system(), Thread::new)) {
            // The first has the keys of the month made, which are read over the store's one connection.
            ledger.append(source.check(0));
            AtomicLong next = new AtomicLong(1);
            Callable<Void> caller = () -> {
                for (long number = next.getAndIncrement(); number < checks; number = next.getAndIncrement()) {
                    ledger.append(source.check(number));
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
    }

    /** As it comes, but for callers who never give up. */
    private static LedgerSettings settings() {
        LedgerSettings usual = LedgerSettings.of("benchmark");
        return new LedgerSettings(usual.node(), usual.queue(), usual.largestBatch(), PATIENCE, PATIENCE);
    }

    private static void sequence(Database database) throws GeneralSecurityException {
        LedgerSequencer sequencer = new LedgerSequencer(
                database.application(), "benchmark.example", LedgerKeys.signing(), InstantSource.system());
        while (sequencer.step() > 0) {
            // Until every batch is in the log.
        }
    }

    /** From all over the ledger. */
    private List<ConcludedCheck> samples() throws SQLException {
        List<UUID> ids = new ArrayList<>();
        double hundredths = Math.min(100, 150.0 * SAMPLES / checks);
        try (Statement statement = database.owner().createStatement();
                ResultSet rows = statement.executeQuery("select id from ledger_check tablesample bernoulli ("
                        + hundredths + ") order by random() limit " + SAMPLES)) {
            while (rows.next()) {
                ids.add(rows.getObject(1, UUID.class));
            }
        }
        return ids.stream()
                .map(id -> history.check(new CheckId(id)).orElseThrow())
                .map(check -> ((RecordedCheck) check).concluded())
                .toList();
    }

    Database database() {
        return database;
    }

    KeyRing keys() {
        return keys;
    }

    /** The file with the key that wraps them, for another process. */
    Path keyFile() {
        return keyFile;
    }

    /** The month that its checks are of. */
    YearMonth month() {
        return YearMonth.parse(database.asked(
                "select to_char(max(asked_at) at time zone 'Europe/London', 'YYYY-MM') from ledger_check"));
    }

    /** Nanoseconds of the search for what is asked of a sample. */
    long search(Function<ConcludedCheck, CheckQuery> question, int sample) {
        CheckQuery query = question.apply(samples.get(sample % samples.size()));
        long start = System.nanoTime();
        int found = history.find(query).checks().size();
        long took = System.nanoTime() - start;
        if (found == 0) {
            throw new IllegalStateException("a check that was written is not found");
        }
        return took;
    }

    /** What a check takes with its indexes and its share of everything else. */
    double bytesOfARow() throws SQLException {
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
