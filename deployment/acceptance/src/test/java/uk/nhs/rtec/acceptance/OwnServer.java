package uk.nhs.rtec.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server on a PostgreSQL of its own, which one test may kill. */
final class OwnServer implements AutoCloseable {

    private final Path home;
    private final Ports ports = Ports.free();
    private final PostgresDatabase database;
    private @Nullable Process process;

    /** A copy of the provisioned server, not started yet. */
    OwnServer(String name) {
        Path target = Path.of(ServerUnderTest.required("acceptance.target"));
        home = target.resolve("server-" + name);
        ServerUnderTest.copy(Path.of(ServerUnderTest.required("acceptance.server")), home);
        // As good as new ones, which take a while to make.
        Path keys = Path.of("standalone", "data", "demo");
        ServerUnderTest.copy(
                Path.of(ServerUnderTest.required("acceptance.jboss.home")).resolve(keys), home.resolve(keys));
        Path data = target.resolve("postgresql-" + name);
        ServerUnderTest.delete(data);
        database = new PostgresDatabase(data, ports.postgresql());
    }

    String databaseUrl() {
        return database.url();
    }

    /** Starts it, and waits until it is ready. */
    Rtec start() {
        ProcessBuilder script = new ProcessBuilder(
                        home.resolve("bin/standalone.sh").toString(),
                        "-Djboss.socket.binding.port-offset=" + ports.offset(),
                        "-Ddb.driver=postgresql",
                        "-Ddb.url=" + database.url(),
                        "-Ddb.user=" + PostgresDatabase.NAME,
                        "-Ddb.password=" + PostgresDatabase.NAME)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile());
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        script.environment().remove("JAVA");
        // It starts in half the time: what the second compiler makes faster comes too late for so short a life.
        script.environment().put("PREPEND_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        try {
            process = script.start();
        } catch (IOException e) {
            throw new UncheckedIOException("the server's script cannot be run", e);
        }
        Rtec rtec = new Rtec(home, ports, database);
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
        database.stop();
    }
}
