package uk.nhs.rtec.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A server beside the one under test, with settings or a database of its own: for what is settled when a server starts, or when it dies. */
final class OwnServer implements AutoCloseable {

    private final Path home;
    private final Ports ports = Ports.free();
    private final @Nullable PostgresDatabase database;
    private final List<String> settings = new ArrayList<>();
    private @Nullable Process process;

    private OwnServer(String purpose, boolean onPostgres) {
        Path target = Path.of(ServerUnderTest.required("acceptance.target"));
        home = target.resolve("server-" + purpose);
        ServerUnderTest.copy(Path.of(ServerUnderTest.required("acceptance.server")), home);
        // As good as new ones, which take a while to make.
        Path keys = Path.of("standalone", "data", "demo");
        ServerUnderTest.copy(
                Path.of(ServerUnderTest.required("acceptance.jboss.home")).resolve(keys), home.resolve(keys));
        if (onPostgres) {
            Path data = target.resolve("postgresql-" + purpose);
            ServerUnderTest.delete(data);
            PostgresDatabase own = new PostgresDatabase(data, ports.postgresql());
            settings.addAll(List.of(
                    "db.driver=postgresql",
                    "db.url=" + own.url(),
                    "db.user=" + PostgresDatabase.NAME,
                    "db.password=" + PostgresDatabase.NAME));
            database = own;
        } else {
            database = null;
        }
    }

    /** A copy of the provisioned server on a PostgreSQL of its own, not started yet. */
    static OwnServer onPostgres(String purpose) {
        return new OwnServer(purpose, true);
    }

    /** A copy of the provisioned server on H2, with settings that may follow from its ports, not started yet. */
    static OwnServer onH2(String purpose, Function<Ports, List<String>> settings) {
        OwnServer server = new OwnServer(purpose, false);
        server.settings.addAll(settings.apply(server.ports));
        return server;
    }

    /** On the database that this run of the tests is about. */
    static OwnServer onTheDatabaseUnderTest(String purpose) {
        return new OwnServer(purpose, ServerUnderTest.required("acceptance.db").equals("postgresql"));
    }

    String databaseUrl() {
        if (database == null) {
            throw new IllegalStateException("H2 lives inside the server");
        }
        return database.url();
    }

    /** Starts it, and waits until it is ready. */
    Rtec start() {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/standalone.sh").toString(), "-Djboss.socket.binding.port-offset=" + ports.offset()));
        settings.stream().map(setting -> "-D" + setting).forEach(command::add);
        ProcessBuilder script = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        // It starts in half the time: what the second compiler makes faster comes too late for so short a life.
        script.environment().put("PREPEND_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        script.environment().put("JAVA_OPTS", "-Xms128m -Xmx768m -Djava.net.preferIPv4Stack=true");
        script.environment().remove("JAVA");
        script.environment().remove("JBOSS_HOME");
        Process started;
        try {
            started = script.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the server's script cannot be run", e);
        }
        process = started;
        Rtec rtec = new Rtec(home, ports, database);
        // While a server boots it reports an error of its boot, which only one that has booted means.
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> !started.isAlive()
                        || rtec.get(rtec.management("/health/ready")).statusCode() == 200);
        rtec.awaitReady();
        return rtec;
    }

    /** Ends it as a power cut would, without a last word: the script's process and the server's own. */
    void kill() {
        if (process == null) {
            return;
        }
        List<ProcessHandle> all = process.descendants().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        all.forEach(each -> each.onExit().join());
        process.onExit().join();
        process = null;
    }

    @Override
    public void close() {
        kill();
        if (database != null) {
            database.stop();
        }
    }
}
