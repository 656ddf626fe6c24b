package uk.nhs.rtec.benchmark;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;

/**
 * What a dead upstream costs: 64 callers ask for checks at a steady rate while others read the register as fast as they can, in turns with the
 * upstreams well and with one of them dead. The checks must be refused at once, and the readers must not feel it.
 */
final class DeadUpstreams {

    /** The longest that half of the refused checks may take. */
    private static final Duration PROMPT = Duration.ofMillis(100);

    /** The share of its speed that the other API must keep. */
    private static final double KEPT = 0.9;

    private static final int CALLERS = 64;
    private static final int READERS = 4;

    /** Of all callers together, in checks a second: what two cores bear without being busy with it. */
    private static final int RATE = 100;

    private static final Duration WARM = Duration.ofSeconds(100);

    /** How long a fault lasts before it is measured: the breakers open in it. */
    private static final Duration SETTLING = Duration.ofSeconds(4);

    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final int ROUNDS = 3;

    private static final String CHECK = """
            {"dob":"1979-08-02","nhsNumber":"9990000522","postcode":"BD7 1AB","surname":"Rahman","prescriptionId":"5D216C-A99968-16F9C7"}""";
    private static final String READ = """
            {"surname":"Rahman","dateOfBirth":"1979-08-02"}""";

    /** A way for an upstream to be dead: what is put to the sandbox, by upstream. */
    private record Death(String what, Map<String, String> faults) {}

    private static final List<Death> DEATHS = List.of(
            new Death("PDS refuses connections", Map.of("pds", "{\"kind\":\"refuse\",\"rate\":1}")),
            new Death("PDS is silent for 30 s", Map.of("pds", "{\"latencyMs\":30000,\"rate\":1}")),
            new Death(
                    "the token service is silent for 30 s, and the token has expired",
                    Map.of(
                            "pds",
                            "{\"kind\":\"expired-token\",\"rate\":1}",
                            "oauth",
                            "{\"latencyMs\":30000,\"rate\":1}")));

    /** What one turn has shown: its checks from the fastest to the slowest. */
    private record Turn(List<Answered> checks, double readsPerSecond) {

        double medianMillis() {
            return checks.get(checks.size() / 2).nanos() / 1e6;
        }

        double slowMillis() {
            return checks.get((int) (checks.size() * 0.99)).nanos() / 1e6;
        }

        long refused() {
            return checks.stream().filter(check -> check.status() == 503).count();
        }
    }

    private final Server server;
    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS + READERS);

    private DeadUpstreams(Server server) {
        this.server = server;
    }

    /**
     * Measures, and ends the process with 1 when a goal is missed.
     *
     * @param arguments the provisioned server, and where to put the report
     */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        Path home = folder.resolve("server-" + ProcessHandle.current().pid());
        Report report = new Report(System.out, "Dead upstreams");
        boolean good;
        try (Server server = Server.started(Path.of(arguments[0]), home, "-Xms512m -Xmx1g", Map.of())) {
            DeadUpstreams measurement = new DeadUpstreams(server);
            try {
                good = measurement.measure(report);
            } finally {
                measurement.threads.shutdownNow();
            }
        }
        report.writeTo(folder.resolve("dead-upstreams.md"));
        System.exit(good ? 0 : 1);
    }

    private boolean measure(Report report) throws Exception {
        report.say(
                "%d callers, %d checks/s in all; %d readers as fast as they can; %d turns of %d s each way; H2.%n",
                CALLERS, RATE, READERS, ROUNDS, MEASURED.toSeconds());
        turn(WARM);
        report.say("| dead | check, median ms | check, p99 ms | refused | reads/s | reads/s when well | kept |");
        report.say("|---|---|---|---|---|---|---|");
        boolean good = true;
        for (Death death : DEATHS) {
            List<Turn> well = new ArrayList<>();
            List<Turn> dead = new ArrayList<>();
            for (int round = 0; round < ROUNDS; round++) {
                well.add(turn(MEASURED));
                death.faults().forEach((upstream, fault) -> server.control("/faults/" + upstream, fault));
                turn(SETTLING);
                dead.add(turn(MEASURED));
                death.faults().keySet().forEach(upstream -> server.control("/faults/" + upstream, "{\"rate\":0}"));
                turn(SETTLING);
            }
            double median = Median.of(dead.stream().mapToDouble(Turn::medianMillis));
            double reads = Median.of(dead.stream().mapToDouble(Turn::readsPerSecond));
            double readsWhenWell = Median.of(well.stream().mapToDouble(Turn::readsPerSecond));
            long checks = dead.stream().mapToLong(turn -> turn.checks().size()).sum();
            long refused = dead.stream().mapToLong(Turn::refused).sum();
            report.say(
                    "| %s | %.1f | %.0f | %d of %d | %.0f | %.0f | %.2f |",
                    death.what(),
                    median,
                    Median.of(dead.stream().mapToDouble(Turn::slowMillis)),
                    refused,
                    checks,
                    reads,
                    readsWhenWell,
                    reads / readsWhenWell);
            good &= median < PROMPT.toMillis() && reads / readsWhenWell >= KEPT && refused == checks;
        }
        report.say("%nGoals: median under %d ms, at least %.1f of the reads kept.", PROMPT.toMillis(), KEPT);
        return good;
    }

    /** Checks at the steady rate and reads at full speed, for that long. */
    private Turn turn(Duration length) throws Exception {
        String pharmacist = server.token("pharmacist");
        String officer = server.token("register-officer");
        long end = System.nanoTime() + length.toNanos();
        List<Callable<List<Answered>>> work = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            long first = System.nanoTime() + caller * 1_000_000_000L / RATE;
            work.add(() -> paced(first, end, pharmacist));
        }
        for (int reader = 0; reader < READERS; reader++) {
            work.add(() -> atFullSpeed(end, officer));
        }
        List<Future<List<Answered>>> done = threads.invokeAll(work);
        List<Answered> checks = new ArrayList<>();
        long reads = 0;
        for (int i = 0; i < done.size(); i++) {
            if (i < CALLERS) {
                checks.addAll(done.get(i).get());
            } else {
                reads += done.get(i).get().size();
            }
        }
        checks.sort(Comparator.comparingLong(Answered::nanos));
        return new Turn(List.copyOf(checks), reads / (length.toNanos() / 1e9));
    }

    private record Answered(int status, long nanos) {}

    /** One caller's checks, each at its time: who is answered late asks the next one at once. */
    private List<Answered> paced(long first, long end, String token) {
        List<Answered> answered = new ArrayList<>();
        long pause = CALLERS * 1_000_000_000L / RATE;
        for (long next = first; next < end; next += pause) {
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            answered.add(post("/rtec-api-gateway/search", token, CHECK));
        }
        return answered;
    }

    private List<Answered> atFullSpeed(long end, String token) {
        List<Answered> answered = new ArrayList<>();
        while (System.nanoTime() < end) {
            Answered read = post("/register/v1/certificates/search", token, READ);
            if (read.status() != 200) {
                throw new IllegalStateException("the register answered " + read.status());
            }
            answered.add(read);
        }
        return answered;
    }

    private Answered post(String path, String token, String body) {
        long start = System.nanoTime();
        int status = server.send(HttpRequest.newBuilder(server.http(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
        return new Answered(status, System.nanoTime() - start);
    }
}
