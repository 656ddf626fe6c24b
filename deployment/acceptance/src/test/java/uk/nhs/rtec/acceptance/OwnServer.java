package uk.nhs.rtec.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server beside the one under test, with settings or a database of its own: for what is settled when a server starts, or when it dies. On
 * PostgreSQL its service is not the owner of its tables, as that of the one under test is.
 */
final class OwnServer implements AutoCloseable {

    /** What can be killed on its own. */
    enum Part {
        SERVER,
        DATABASE
    }

    private final Path home;
    private final Ports ports = Ports.free();
    private final @Nullable PostgresDatabase database;
    private final List<String> settings = new ArrayList<>();
    private @Nullable Process process;

    private OwnServer(String purpose, boolean onPostgres, Map<String, String> ofPostgres) {
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
            PostgresDatabase own = new PostgresDatabase(data, ports.postgresql(), ofPostgres);
            settings.addAll(List.of(
                    "db.driver=postgresql",
                    "db.url=" + own.url(),
                    "db.user=" + PostgresDatabase.SERVICE,
                    "db.password=" + PostgresDatabase.SERVICE,
                    "db.migration.user=" + PostgresDatabase.NAME,
                    "db.migration.password=" + PostgresDatabase.NAME));
            database = own;
        } else {
            database = null;
        }
    }

    /** A copy of the provisioned server on a PostgreSQL of its own, not started yet. */
    static OwnServer onPostgres(String purpose) {
        return onPostgres(purpose, Map.of());
    }

    /** The same, with settings of that PostgreSQL's own. */
    static OwnServer onPostgres(String purpose, Map<String, String> ofPostgres) {
        return new OwnServer(purpose, true, ofPostgres);
    }

    /** A copy of the provisioned server on H2, with settings that may follow from its ports, not started yet. */
    static OwnServer onH2(String purpose, Function<Ports, List<String>> settings) {
        OwnServer server = new OwnServer(purpose, false, Map.of());
        server.settings.addAll(settings.apply(server.ports));
        return server;
    }

    /** On the database that this run of the tests is about, with these settings. */
    static OwnServer onTheDatabaseUnderTest(String purpose, String... settings) {
        OwnServer server =
                new OwnServer(purpose, ServerUnderTest.required("acceptance.db").equals("postgresql"), Map.of());
        server.settings.addAll(List.of(settings));
        return server;
    }

    /** Puts one more class into rtec.war, before the first start: a test's own bean, in the place of one of the product's. */
    OwnServer with(Class<?> bean) {
        String file = bean.getName().replace('.', '/') + ".class";
        Path war = home.resolve("standalone/deployments/rtec.war");
        try (FileSystem archive = FileSystems.newFileSystem(war);
                InputStream compiled =
                        Objects.requireNonNull(bean.getClassLoader()).getResourceAsStream(file)) {
            Path place = archive.getPath("/WEB-INF/classes").resolve(file);
            Files.createDirectories(Objects.requireNonNull(place.getParent()));
            Files.copy(Objects.requireNonNull(compiled), place);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be put into " + war, e);
        }
        return this;
    }

    boolean isOnPostgres() {
        return database != null;
    }

    String databaseUrl() {
        return database().url();
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
        script.environment().put("JAVA_OPTS", "-Xms128m -Xmx512m -XX:+UseSerialGC -Djava.net.preferIPv4Stack=true");
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

    /** Ends the server as a power cut would, without a last word: the script's process and the server's own. */
    void kill() {
        kill(EnumSet.of(Part.SERVER));
    }

    /** Ends these parts of it as a power cut would: all at once, without a last word. */
    void kill(Set<Part> parts) {
        boolean ofServer = parts.contains(Part.SERVER);
        boolean ofDatabase = parts.contains(Part.DATABASE);
        killAtOnce(Stream.concat(
                ofDatabase ? database().processes() : Stream.empty(), ofServer ? processes() : Stream.empty()));
        if (ofServer) {
            process = null;
        }
        if (ofDatabase) {
            // Dead already: lets go of its folder.
            database().stop();
        }
    }

    /** All are known before the first is killed, and none has the time to do anything about it. */
    static void killAtOnce(Stream<ProcessHandle> processes) {
        List<ProcessHandle> all = processes.toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(each -> each.onExit().join());
    }

    /** Starts the database again, which recovers what it has written. */
    void startDatabase() {
        database().start();
    }

    /** The script's process, and the server's own. */
    private Stream<ProcessHandle> processes() {
        return process == null ? Stream.empty() : Stream.concat(Stream.of(process.toHandle()), process.descendants());
    }

    private PostgresDatabase database() {
        if (database == null) {
            throw new IllegalStateException("H2 lives inside the server");
        }
        return database;
    }

    @Override
    public void close() {
        kill();
        if (database != null) {
            database.stop();
        }
    }
}
