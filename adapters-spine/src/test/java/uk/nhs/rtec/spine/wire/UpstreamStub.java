package uk.nhs.rtec.spine.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An upstream on a free port that answers byte for byte what it is told to, and remembers what it was asked. */
public final class UpstreamStub implements AutoCloseable {

    /** A request as it came. */
    public record Received(String method, String target, Headers headers, String body) {}

    /** What the stub does with a request. */
    public interface Behaviour {
        /** Answers, or fails to. */
        void serve(HttpExchange exchange, CountDownLatch closing) throws IOException, InterruptedException;
    }

    static {
        // Or a body waits for the acknowledgement of its head, for which a client takes its time.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Deque<Behaviour> next = new ArrayDeque<>();
    private Behaviour otherwise = json(500, "application/json", "{}");

    /** Starts one. */
    public UpstreamStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 128);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** Where it listens, with a path below it. */
    public URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** From now on it does this. */
    public synchronized void always(Behaviour behaviour) {
        otherwise = behaviour;
    }

    /** It does this once before what it always does. */
    public synchronized void once(Behaviour behaviour) {
        next.add(behaviour);
    }

    /** What it was asked so far. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    private void serve(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders(),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
        try (exchange) {
            behaviour().serve(exchange, closing);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Behaviour behaviour() {
        Behaviour queued = next.poll();
        return queued == null ? otherwise : queued;
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    /** A status, a content type and a body. */
    public static Behaviour json(int status, String contentType, String body) {
        return bytes(status, contentType, body.getBytes(StandardCharsets.UTF_8));
    }

    /** The same with a body that need not be text. */
    public static Behaviour bytes(int status, String contentType, byte[] body) {
        return (exchange, closing) -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        };
    }

    /** A body that does not say what it is. */
    public static Behaviour untyped(int status, String body) {
        return (exchange, closing) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** A status and nothing else. */
    public static Behaviour empty(int status) {
        return (exchange, closing) -> exchange.sendResponseHeaders(status, -1);
    }

    /** Takes the request and says nothing. */
    public static Behaviour silence() {
        return (exchange, closing) -> closing.await();
    }

    /** Answers after a while. */
    public static Behaviour late(long millis, Behaviour behaviour) {
        return (exchange, closing) -> {
            if (!closing.await(millis, TimeUnit.MILLISECONDS)) {
                behaviour.serve(exchange, closing);
            }
        };
    }

    /** Takes the request and hangs up. */
    public static Behaviour hangsUp() {
        return (exchange, closing) -> exchange.close();
    }

    /** Promises more than it sends before it hangs up. */
    public static Behaviour breaksOff(String contentType, String body) {
        return (exchange, closing) -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(200, bytes.length * 2L);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            exchange.close();
        };
    }

    /** Sends a byte of a body of one megabyte every 20 ms. */
    public static Behaviour trickles(String contentType) {
        return (exchange, closing) -> {
            exchange.getResponseHeaders().set("Content-Type", contentType);
            exchange.sendResponseHeaders(200, 1 << 20);
            while (!closing.await(20, TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        };
    }
}
