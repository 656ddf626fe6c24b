package uk.nhs.rtec.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** The ports of one server: the known ones, all moved by the same free offset. */
record Ports(int offset) {
    private static final int HTTP = 8080;
    private static final int SANDBOX = 8090;
    private static final int HTTPS = 8443;
    private static final int SANDBOX_TLS = 8444;
    private static final int MANAGEMENT = 9990;
    private static final int POSTGRESQL = 5432;

    static Ports free() {
        // Below the range from which the kernel takes ports for outgoing connections; and no port of the one range is
        // one of the other, since
        // a server binds its ports long after they were seen to be free.
        boolean first = ServerUnderTest.required("acceptance.fork").equals("fork1");
        return IntStream.generate(() -> first
                        ? ThreadLocalRandom.current().nextInt(3_000, 8_600)
                        : ThreadLocalRandom.current().nextInt(13_200, 22_000))
                .limit(100)
                .mapToObj(Ports::new)
                .filter(Ports::areFree)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no free ports"));
    }

    int http() {
        return HTTP + offset;
    }

    int sandbox() {
        return SANDBOX + offset;
    }

    int https() {
        return HTTPS + offset;
    }

    int sandboxTls() {
        return SANDBOX_TLS + offset;
    }

    int management() {
        return MANAGEMENT + offset;
    }

    int postgresql() {
        return POSTGRESQL + offset;
    }

    private boolean areFree() {
        return IntStream.of(http(), sandbox(), https(), sandboxTls(), management(), postgresql())
                .allMatch(Ports::isFree);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }
}
