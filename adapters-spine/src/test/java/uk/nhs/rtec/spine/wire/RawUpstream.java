package uk.nhs.rtec.spine.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** An upstream on a bare socket, which can send what no HTTP server would. */
final class RawUpstream implements AutoCloseable {

    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Semaphore never = new Semaphore(0);
    private final Semaphore hungUp = new Semaphore(0);
    private final Future<?> listening;

    /**
     * Sends the first text at once, and then the second one again and again.
     *
     * @param millis between two times
     */
    RawUpstream(String first, String again, long millis) {
        try {
            socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        listening = threads.submit(() -> {
            while (true) {
                Socket caller = socket.accept();
                threads.execute(() -> serve(caller, first, again, millis));
            }
        });
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** Waits until a caller has hung up. */
    boolean wasHungUpOn() throws InterruptedException {
        return hungUp.tryAcquire(5, TimeUnit.SECONDS);
    }

    private void serve(Socket caller, String first, String again, long millis) {
        try (caller) {
            InputStream request = caller.getInputStream();
            request.read(new byte[8192]);
            OutputStream answer = caller.getOutputStream();
            answer.write(first.getBytes(StandardCharsets.US_ASCII));
            answer.flush();
            while (!never.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
                answer.write(again.getBytes(StandardCharsets.US_ASCII));
                answer.flush();
            }
        } catch (IOException e) {
            hungUp.release();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        listening.cancel(true);
        threads.shutdownNow();
        socket.close();
    }
}
