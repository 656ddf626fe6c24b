package uk.nhs.rtec.spine.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;

/** The real client that the server brings, over a real connection; fault tolerance is not active in it. */
public final class Clients {

    private Clients() {}

    /** A client that waits 300 ms for the next byte. */
    public static <T> T client(Class<T> api, URI url) {
        return RestClientBuilder.newBuilder()
                .baseUri(url)
                .connectTimeout(200, TimeUnit.MILLISECONDS)
                .readTimeout(300, TimeUnit.MILLISECONDS)
                .build(api);
    }

    /** A URL at which nobody listens. */
    public static URI nobodyListens() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
