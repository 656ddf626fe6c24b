package uk.nhs.rtec.spine.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import uk.nhs.rtec.spine.pds.PdsApi;

/** The real client that the server brings, over a real connection; fault tolerance is not active in it. */
public final class Clients {

    private static final int TRIES_TO_WARM_UP = 50;

    // The first exchange of a JVM loads so much that it may not end in time.
    static {
        try (UpstreamStub upstream = new UpstreamStub()) {
            upstream.always(UpstreamStub.json(200, "application/json", "{}"));
            PdsApi api = client(PdsApi.class, upstream.url(""));
            for (int tries = 0; tries < TRIES_TO_WARM_UP; tries++) {
                if (Reply.to("upstream", () -> api.patient("1", "a", "b")) instanceof Reply.Ok) {
                    break;
                }
            }
        }
    }

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
