package uk.nhs.rtec.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import uk.nhs.rtec.persistence.ledger.ChainCheck;

/** Load, kill, restart, and a look at what is left, as often as wanted; it judges nothing that it is not asked to. */
final class KillRounds implements AutoCloseable {

    /** Answered in a round before anything is killed: so many, and up to so many more. */
    private static final int AT_LEAST = 20;

    private static final int AND_UP_TO = 130;

    /** Answered in a round after the database has come back to a server that lives. */
    private static final int AFTERWARDS = 20;

    /** A batch takes less than this, so that a kill can come at any point of one. */
    private static final int MICROSECONDS = 20_000;

    private final OwnServer server;
    private final RandomGenerator random;
    private final NotedChecks notes = new NotedChecks();
    private final Set<String> before = new HashSet<>();
    private final Set<String> checkpoints = new TreeSet<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private @Nullable Rtec running;

    KillRounds(OwnServer server, RandomGenerator random) {
        this.server = server;
        this.random = random;
    }

    /** Kills these parts at a random moment under load, starts them again, and counts. */
    Reckoning killed(Set<OwnServer.Part> parts) {
        Rtec rtec = running();
        before.addAll(notes.asked().keySet());
        try (CheckLoad load = new CheckLoad(rtec, notes)) {
            load.awaitAnswers(AT_LEAST + random.nextInt(AND_UP_TO));
            checkpoints.addAll(signed(rtec));
            killAtSomeMoment(parts);
            if (parts.contains(OwnServer.Part.DATABASE)) {
                server.startDatabase();
            }
            if (parts.contains(OwnServer.Part.SERVER)) {
                running = null;
            } else {
                load.awaitAnswers(AFTERWARDS);
            }
        }
        return Reckoning.of(notes, running().allChecks());
    }

    /** Asks every check of the last round again; says of which the answer was not the one that was given, or on record, before. */
    Set<String> answeredOtherwiseWhenRepeated() {
        Rtec rtec = running();
        String token = rtec.token("pharmacist");
        Map<String, NotedChecks.Answer> known = rtec.allChecks().stream()
                .filter(check -> !check.getString("outcome").equals("UNDETERMINED"))
                .collect(Collectors.toMap(
                        check -> check.getString("prescriptionId"), NotedChecks.Answer::of, (one, other) -> one));
        known.putAll(notes.answered());
        Set<String> otherwise = new ConcurrentSkipListSet<>();
        notes.asked().values().parallelStream()
                .filter(check -> !before.contains(check.prescription()))
                .forEach(check -> {
                    NotedChecks.Answer again = answer(rtec, token, check);
                    if (!again.equals(known.getOrDefault(check.prescription(), again))) {
                        otherwise.add(check.prescription());
                    }
                    notes.answered(check, again);
                });
        return otherwise;
    }

    Reckoning counted() {
        return Reckoning.of(notes, running().allChecks());
    }

    /** What the service says of itself. */
    boolean isOwnerOfItsTables() {
        return asAuditor(running(), "/audit/v1/integrity", Rtec::json).getBoolean("ownerInUse");
    }

    /** Everything that is on record is chained, joined and signed, and nothing that was signed before is gone. */
    void assertThatTheLedgerVerifies(Path folder) throws SQLException {
        Rtec rtec = running();
        await().atMost(Duration.ofSeconds(30)).until(() -> asAuditor(rtec, "/audit/v1/integrity", Rtec::json)
                .getString("state")
                .equals("SIGNED"));
        List<JsonObject> all = rtec.allChecks();
        List<JsonObject> ofThisRound = all.stream()
                .filter(check -> !before.contains(check.getString("prescriptionId")))
                .toList();
        JsonObject sample = ofThisRound.get(random.nextInt(ofThisRound.size()));
        assertThat(new LedgerTool(rtec, folder).verify(LedgerTool.evidence(rtec, sample.getString("id"))))
                .startsWith("VERIFIED");
        if (server.isOnPostgres()) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(server.databaseUrl());
            database.setUser(PostgresDatabase.NAME);
            database.setPassword(PostgresDatabase.NAME);
            ChainCheck.Report chain = new ChainCheck(database).run();
            assertThat(chain.faults()).isEmpty();
            assertThat(chain.checks()).isEqualTo(all.size());
            assertThat(missingCheckpoints()).isEmpty();
        }
        checkpoints.addAll(signed(rtec));
    }

    @Override
    public void close() {
        clock.shutdownNow();
        server.close();
    }

    private Rtec running() {
        Rtec rtec = running;
        if (rtec == null) {
            rtec = server.start();
            running = rtec;
        }
        return rtec;
    }

    private void killAtSomeMoment(Set<OwnServer.Part> parts) {
        try {
            clock.schedule(() -> server.kill(parts), random.nextInt(MICROSECONDS), TimeUnit.MICROSECONDS)
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing could be killed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before the kill", e);
        }
    }

    /** A server that has just started may say first that it cannot tell. */
    private static NotedChecks.Answer answer(Rtec rtec, String token, NotedChecks.Check check) {
        return await().pollInterval(Duration.ofMillis(50))
                .pollDelay(Duration.ZERO)
                .atMost(Duration.ofSeconds(30))
                .until(() -> CheckLoad.answer(rtec, token, check), Optional::isPresent)
                .orElseThrow();
    }

    private static Set<String> signed(Rtec rtec) {
        return asAuditor(rtec, "/audit/v1/checkpoints", text -> text.isEmpty() ? Set.of() : Set.of(text));
    }

    private static <T> T asAuditor(Rtec rtec, String path, Function<String, T> reading) {
        var answer = rtec.get(rtec.http(path), rtec.token("auditor"));
        assertThat(answer.statusCode()).isEqualTo(200);
        return reading.apply(answer.body());
    }

    private Set<String> missingCheckpoints() throws SQLException {
        Set<String> missing = new TreeSet<>(checkpoints);
        try (Connection connection = DriverManager.getConnection(
                        server.databaseUrl(), PostgresDatabase.NAME, PostgresDatabase.NAME);
                PreparedStatement select = connection.prepareStatement("select note from ledger_checkpoint");
                ResultSet result = select.executeQuery()) {
            while (result.next()) {
                missing.remove(result.getString(1));
            }
        }
        return missing;
    }
}
