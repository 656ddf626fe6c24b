package uk.nhs.rtec.benchmark;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A server of its own: a copy of the one that the build has provisioned, on free ports, ended when the measurement ends. */
final class Server implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);
    private static final List<Integer> PORTS = List.of(8080, 8090, 8443, 8444, 9990);

    private final Process process;
    private final int offset;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private Server(Process process, int offset) {
        this.process = process;
        this.offset = offset;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param provisioned what to copy
     * @param home where to, which must not exist
     * @param memory the options of its virtual machine
     * @param settings as environment variables
     */
    static Server started(Path provisioned, Path home, String memory, Map<String, String> settings)
            throws IOException, InterruptedException {
        copy(provisioned, home);
        return startedAgain(home, memory, settings);
    }

    /** Starts one that was started before and has ended, with all that it has kept, on other ports. */
    static Server startedAgain(Path home, String memory, Map<String, String> settings)
            throws IOException, InterruptedException {
        int offset = freeOffset();
        ProcessBuilder start = new ProcessBuilder(
                        home.resolve("bin/standalone.sh").toString(), "-Djboss.socket.binding.port-offset=" + offset)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile());
        start.environment().put("JAVA_OPTS", memory + " -Djava.net.preferIPv4Stack=true");
        start.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true");
        start.environment().putAll(settings);
        Server server = new Server(start.start(), offset);
        server.awaitReady();
        return server;
    }

    URI http(String path) {
        return URI.create("http://127.0.0.1:" + (8080 + offset) + path);
    }

    /** A bearer token of the sandbox's token desk. */
    String token(String user) {
        String answer = send(HttpRequest.newBuilder(sandbox("/tokens"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("user=" + user)))
                .body();
        try (JsonReader reader = Json.createReader(new StringReader(answer))) {
            return reader.readObject().getString("access_token");
        }
    }

    /** Changes the sandbox's world, or breaks it. */
    void control(String path, String body) {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(sandbox("/_control" + path))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException("the sandbox refused " + path + ": " + answer.statusCode());
        }
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        return send(request, Duration.ofSeconds(30));
    }

    HttpResponse<String> send(HttpRequest.Builder request, Duration patience) {
        try {
            return client.send(request.timeout(patience).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the server answered", e);
        }
    }

    /** The process of its virtual machine, which the script has started. */
    ProcessHandle virtualMachine() {
        return process.descendants()
                .filter(each -> each.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the server has no virtual machine"));
    }

    /** Ends its virtual machine as a power cut would, without a last word (SIGKILL), and waits until it is gone. */
    void kill() {
        ProcessHandle machine = virtualMachine();
        machine.destroyForcibly();
        machine.onExit().join();
        process.onExit().join();
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        all.forEach(ended -> ended.onExit()
                .orTimeout(30, TimeUnit.SECONDS)
                .exceptionally(late -> {
                    ended.destroyForcibly();
                    return ended;
                })
                .join());
    }

    private URI sandbox(String path) {
        return URI.create("http://127.0.0.1:" + (8090 + offset) + "/spine-sandbox" + path);
    }

    private void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + START.toNanos();
        while (process.isAlive() && System.nanoTime() < end) {
            try {
                URI ready = URI.create("http://127.0.0.1:" + (9990 + offset) + "/health/ready");
                if (send(HttpRequest.newBuilder(ready)).statusCode() == 200) {
                    return;
                }
            } catch (UncheckedIOException notYet) {
                // Nobody listens yet.
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        close();
        throw new IllegalStateException("the server did not become ready: see its console.log");
    }

    /** Below the range from which the kernel takes ports for outgoing connections. */
    private static int freeOffset() {
        return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(3_000, 22_000))
                .limit(100)
                .filter(offset -> PORTS.stream().allMatch(port -> isFree(port + offset)))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports"));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> everything = Files.walk(from)) {
            for (Path path : everything.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
