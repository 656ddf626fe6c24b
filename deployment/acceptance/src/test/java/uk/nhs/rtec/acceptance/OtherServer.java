package uk.nhs.rtec.acceptance;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** A server beside the one under test, on H2 and with other settings, for what is settled when a server starts. */
final class OtherServer implements AutoCloseable {

    private final Process process;
    private final Rtec rtec;

    private OtherServer(Process process, Rtec rtec) {
        this.process = process;
        this.rtec = rtec;
    }

    /** Starts one by its start script, with these settings; its folder is named for what it is for. */
    static OtherServer started(String purpose, String... settings) {
        return started(purpose, ports -> List.of(settings));
    }

    /** The same, for settings that follow from its ports. */
    static OtherServer started(String purpose, Function<Ports, List<String>> settings) {
        Path home = Path.of(ServerUnderTest.required("acceptance.target")).resolve("server-" + purpose);
        Ports ports = Ports.free();
        ServerUnderTest.copy(Path.of(ServerUnderTest.required("acceptance.server")), home);
        ServerUnderTest.makeKeys(home);
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/standalone.sh").toString(), "-Djboss.socket.binding.port-offset=" + ports.offset()));
        settings.apply(ports).stream().map(setting -> "-D" + setting).forEach(command::add);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(home.resolve("console.log").toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("JAVA_OPTS", "-Xms128m -Xmx768m -Djava.net.preferIPv4Stack=true");
        builder.environment().remove("JAVA");
        builder.environment().remove("JBOSS_HOME");
        try {
            return new OtherServer(builder.start(), new Rtec(home, ports, null));
        } catch (IOException e) {
            throw new UncheckedIOException("the server cannot be started", e);
        }
    }

    /** The server, once it is ready. */
    Rtec ready() {
        // While a server boots it reports an error of its boot, which only one that has booted means.
        await().atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> !process.isAlive()
                        || rtec.get(rtec.management("/health/ready")).statusCode() == 200);
        rtec.awaitReady();
        return rtec;
    }

    /** Ends the start script and what it has started. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException e) {
            all.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
