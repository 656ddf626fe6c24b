package uk.nhs.rtec.benchmark;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * What a whole check costs, over HTTP and on PostgreSQL with PDS and tracker asked over HTTP on the same machine: beside a request that the
 * same server refuses for its body (token verified, JSON read and answered, nothing asked and nothing written); and how long checks take that
 * arrive when they arrive, at the rate of the EPS team's own load test.
 */
final class WholeChecks {

    private static final int CALLERS = 16;
    private static final Duration WARM = Duration.ofSeconds(100);
    private static final Duration TURN = Duration.ofSeconds(10);
    private static final int ROUNDS = 3;

    /** A whole check with its upstreams on the same machine, of what the server does without them. */
    private static final double SHARE = 0.2;

    /** Arrivals in a second. */
    private static final int RATE = 275;

    private static final Duration OPEN = Duration.ofSeconds(60);
    private static final int MOST_IN_FLIGHT = 512;
    private static final long SEED = 20_261_122;

    /** The longest that 99 of 100 may take: the sandbox adds no delay of its own. */
    private static final double SLOW_MILLIS = 100;

    private static final String CHECK = """
            {"dob":"1979-08-02","nhsNumber":"9990000522","postcode":"BD7 1AB","surname":"Rahman","prescriptionId":"5D216C-A99968-16F9C7"}""";
    private static final String REFUSED = """
            {"dob":"1979-08-02","nhsNumber":"9990000522","postcode":"BD7 1AB","surname":"Rahman","prescriptionId":"5D216C-A99968-16F9C8"}""";

    private final Server server;
    private final Report report;

    private WholeChecks(Server server, Report report) {
        this.server = server;
        this.report = report;
    }

    /** One kind of request and what it must be answered. */
    private record Request(String body, int status) {}

    /**
     * Measures, and ends the process with 1 when a goal is missed.
     *
     * @param arguments the provisioned server, and where to put the report
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        String own = String.valueOf(ProcessHandle.current().pid());
        Report report = new Report(System.out, "Whole checks");
        boolean good;
        try (Database database = new Database(folder.resolve("checks-data-" + own));
                Server server = Server.started(
                        Path.of(arguments[0]),
                        folder.resolve("server-" + own),
                        "-Xms512m -Xmx1g",
                        database.settings())) {
            WholeChecks measurement = new WholeChecks(server, report);
            good = measurement.share();
            good &= measurement.arrivals(database);
        }
        report.writeTo(folder.resolve("whole-checks.md"));
        System.exit(good ? 0 : 1);
    }

    private boolean share() throws Exception {
        Request check = new Request(CHECK, 200);
        Request refused = new Request(REFUSED, 400);
        perSecond(check, WARM.dividedBy(2));
        perSecond(refused, WARM.dividedBy(2));
        List<Double> checks = new ArrayList<>();
        List<Double> refusals = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            checks.add(perSecond(check, TURN));
            refusals.add(perSecond(refused, TURN));
        }
        double share = Median.of(checks) / Median.of(refusals);
        report.say(
                "%d callers, %d rounds of %d s: %.0f whole checks a second, %.0f requests refused for their body: %.2f (goal %.1f).%n",
                CALLERS, ROUNDS, TURN.toSeconds(), Median.of(checks), Median.of(refusals), share, SHARE);
        return share >= SHARE;
    }

    private double perSecond(Request request, Duration length) throws Exception {
        String token = server.token("pharmacist");
        long end = System.nanoTime() + length.toNanos();
        Callable<Long> caller = () -> {
            long sent = 0;
            while (System.nanoTime() < end) {
                int status = post(token, request.body());
                if (status != request.status()) {
                    throw new IllegalStateException("answered " + status);
                }
                sent++;
            }
            return sent;
        };
        ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try {
            long all = 0;
            for (Future<Long> each : callers.invokeAll(Collections.nCopies(CALLERS, caller))) {
                all += each.get();
            }
            return all / (length.toNanos() / 1e9);
        } finally {
            callers.shutdownNow();
        }
    }

    /** Each is sent when it arrives, whoever is still waiting, and its time runs from its arrival. */
    private boolean arrivals(Database database) throws Exception {
        long before = onRecord(database);
        String token = server.token("pharmacist");
        Random random = new Random(SEED);
        ExecutorService inFlight = Executors.newFixedThreadPool(MOST_IN_FLIGHT);
        List<Future<Double>> sent = new ArrayList<>();
        try {
            long start = System.nanoTime();
            long arrival = start;
            while (arrival - start < OPEN.toNanos()) {
                arrival += (long) (-Math.log(1 - random.nextDouble()) / RATE * 1e9);
                while (System.nanoTime() < arrival) {
                    LockSupport.parkNanos(arrival - System.nanoTime());
                }
                long arrived = arrival;
                sent.add(inFlight.submit(() -> {
                    int status = post(token, CHECK);
                    return status == 200 ? (System.nanoTime() - arrived) / 1e6 : Double.POSITIVE_INFINITY;
                }));
            }
            List<Double> millis = new ArrayList<>();
            for (Future<Double> each : sent) {
                millis.add(each.get());
            }
            Collections.sort(millis);
            long unanswered = millis.stream().filter(time -> time.isInfinite()).count();
            long lost = millis.size() - unanswered - (onRecord(database) - before);
            double slow = millis.get((int) (millis.size() * 0.99));
            report.say(
                    "%d checks arriving at random, %d a second: median %.1f ms, p99 %.1f ms (goal %.0f), longest %.0f ms; %d not answered, %d answered and not on record.",
                    millis.size(),
                    RATE,
                    millis.get(millis.size() / 2),
                    slow,
                    SLOW_MILLIS,
                    millis.get(millis.size() - 1),
                    unanswered,
                    Math.max(0, lost));
            return slow <= SLOW_MILLIS && unanswered == 0 && lost <= 0;
        } finally {
            inFlight.shutdownNow();
        }
    }

    private int post(String token, String body) {
        return server.send(HttpRequest.newBuilder(server.http("/rtec-api-gateway/search"))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    private static long onRecord(Database database) throws SQLException {
        try (Statement statement = database.owner().createStatement();
                ResultSet count = statement.executeQuery("select count(*) from ledger_check")) {
            count.next();
            return count.getLong(1);
        }
    }
}
