package uk.nhs.rtec.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Prepares a copy of the provisioned server, its keys, its ports and its database before Arquillian starts it. */
public final class ServerUnderTest implements LauncherSessionListener {
    private @Nullable PostgresDatabase postgres;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        String provisioned = System.getProperty("acceptance.server");
        if (provisioned == null) {
            // A run of unit tests in this module: there is no server to prepare.
            return;
        }
        String database = required("acceptance.db");
        Path target = Path.of(required("acceptance.target"));
        // Each JVM that runs tests has a server of its own.
        String name = database + "-" + required("acceptance.fork");
        Path home = target.resolve("server-" + name);
        Ports ports = Ports.free();

        copy(Path.of(provisioned), home);
        makeKeys(home, target);
        // For minutes and on few cores, the first compiler and the simplest collector do it with the least work.
        StringBuilder arguments = new StringBuilder("-Xms256m -Xmx1g -XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
                .append(" -Djava.net.preferIPv4Stack=true")
                // Ten seconds otherwise, for which a test would only wait.
                .append(" -Drtec.covid.verification-interval=PT1S")
                .append(" -Djboss.socket.binding.port-offset=")
                .append(ports.offset());
        if (database.equals("postgresql")) {
            Path data = target.resolve("data-" + name);
            delete(data);
            postgres = new PostgresDatabase(data, ports.postgresql());
            arguments
                    .append(" -Ddb.driver=postgresql -Ddb.url=")
                    .append(postgres.url())
                    .append(" -Ddb.user=")
                    .append(PostgresDatabase.NAME)
                    .append(" -Ddb.password=")
                    .append(PostgresDatabase.NAME);
        }
        System.setProperty("acceptance.jboss.home", home.toString());
        System.setProperty("acceptance.vm.arguments", arguments.toString());
        System.setProperty("acceptance.management.port", Integer.toString(ports.management()));
        Rtec.underTest(new Rtec(home, ports, postgres));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (postgres != null) {
            postgres.stop();
        }
    }

    static String required(String property) {
        String value = System.getProperty(property);
        if (value == null) {
            throw new IllegalStateException(property + " is not set");
        }
        return value;
    }

    /**
     * Arquillian starts the server without its start script, which would otherwise do this. One server has them made, of all that the tests
     * of a build start: that takes a while, and their copies are as good.
     */
    private static void makeKeys(Path home, Path target) {
        Path script = home.resolve("bin/demo-keys.sh");
        Path keys = home.resolve("standalone/data/demo");
        Path made = target.resolve("demo-keys");
        try (FileChannel channel = FileChannel.open(
                target.resolve("demo-keys.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            if (Files.exists(made)
                    && Files.getLastModifiedTime(made).compareTo(Files.getLastModifiedTime(script)) > 0) {
                copy(made, keys);
            } else {
                run(script);
                // Whole, or not at all.
                Path copied = target.resolve("demo-keys.new");
                copy(keys, copied);
                delete(made);
                Files.move(copied, made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the demo's keys cannot be made", e);
        }
    }

    private static void run(Path script) throws IOException {
        ProcessBuilder keys = new ProcessBuilder(script.toString()).inheritIO();
        keys.environment().put("JAVA_HOME", System.getProperty("java.home"));
        keys.environment().remove("JAVA");
        try {
            int exit = keys.start().waitFor();
            if (exit != 0) {
                throw new IllegalStateException(script + " ended with " + exit);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the keys were made", e);
        }
    }

    static void copy(Path from, Path to) {
        delete(to);
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    Files.createDirectories(to.resolve(from.relativize(folder)));
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot copy the provisioned server from " + from, e);
        }
    }

    static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> everything = Files.walk(folder)) {
            for (Path path : everything.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }
}
