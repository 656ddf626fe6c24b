package uk.nhs.rtec.sandbox.web;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import uk.nhs.rtec.sandbox.Sandbox;
import uk.nhs.rtec.sandbox.fault.Fault;
import uk.nhs.rtec.sandbox.fault.FaultKind;
import uk.nhs.rtec.sandbox.fault.Upstream;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Request;

/** Makes the faults: whoever waits here holds no thread. */
final class FaultFilter implements Filter {
    private static final int MOST_WAITING = 10_000;
    private static final int HUGE_BYTES = 10 * 1024 * 1024;
    private static final int CHUNK = 64 * 1024;
    private static final long TRICKLE_MILLIS = 500;
    private static final String PAGE = "<!DOCTYPE html>\n<html><head><title>Service Unavailable</title></head>"
            + "<body><h1>Service Unavailable</h1><p>The server is temporarily unable to service your request.</p>"
            + "</body></html>\n";

    private final Sandbox sandbox;
    private final Executor workers;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    FaultFilter(Sandbox sandbox, Executor workers) {
        this.sandbox = sandbox;
        this.workers = workers;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest asked = (HttpServletRequest) request;
        HttpServletResponse answered = (HttpServletResponse) response;
        Optional<String> path = sandbox.below(Exchange.path(asked));
        Optional<Upstream> upstream =
                path.flatMap(Upstream::serving).filter(each -> each.isOverMutualTls() || !asked.isSecure());
        if (path.isEmpty() || upstream.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        Optional<Fault> fault = sandbox.faults().befalling(upstream.get());
        if (fault.isEmpty()) {
            chain.doFilter(request, response);
        } else if (fault.get().latencyMillis() == 0) {
            make(fault.get(), upstream.get(), path.get(), asked, answered);
        } else {
            delay(fault.get(), upstream.get(), path.get(), asked, answered);
        }
    }

    private void delay(
            Fault fault, Upstream upstream, String path, HttpServletRequest asked, HttpServletResponse answered) {
        if (!waiting.tryAcquire()) {
            Connection.current().drop();
            return;
        }
        AsyncContext async = asked.startAsync();
        async.setTimeout(0);
        // Not by a dispatch: the server then looks for a security context, which nobody has on this listener.
        later(fault.latencyMillis(), () -> {
            waiting.release();
            async.start(() -> late(fault, upstream, path, asked, answered));
        });
    }

    private void late(
            Fault fault, Upstream upstream, String path, HttpServletRequest asked, HttpServletResponse answered) {
        boolean goesOn = false;
        try {
            make(fault, upstream, path, asked, answered);
            goesOn = fault.kind().filter(FaultKind.TRICKLE::equals).isPresent();
        } catch (IOException hungUp) {
            // The caller has gone, as callers of a slow service do: nothing is left to say.
        } finally {
            if (!goesOn) {
                asked.getAsyncContext().complete();
            }
        }
    }

    private void later(long millis, Runnable work) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, workers)
                .execute(work);
    }

    private void make(
            Fault fault, Upstream upstream, String path, HttpServletRequest asked, HttpServletResponse answered)
            throws IOException {
        if (fault.kind().isEmpty() && fault.status().isEmpty()) {
            Exchange.write(Exchange.right(asked, sandbox), asked, answered);
            return;
        }
        Optional<Request> request = Exchange.read(asked, path, sandbox);
        if (request.isEmpty()) {
            answered.setStatus(413);
            return;
        }
        Answer answer = answer(fault, upstream, request.get());
        if (fault.kind().isEmpty()) {
            Exchange.write(answer, asked, answered);
        } else {
            make(fault.kind().get(), answer, asked, answered);
        }
    }

    private Answer answer(Fault fault, Upstream upstream, Request request) {
        if (fault.kind().filter(FaultKind.EXPIRED_TOKEN::equals).isPresent()) {
            return sandbox.serveExpired(request);
        }
        if (fault.status().isEmpty()) {
            return sandbox.serve(request);
        }
        Answer broken = sandbox.broken(upstream, request, fault.status().getAsInt());
        return fault.retryAfterSeconds().isPresent()
                ? broken.with(
                        "Retry-After",
                        Integer.toString(fault.retryAfterSeconds().getAsInt()))
                : broken;
    }

    private void make(FaultKind kind, Answer answer, HttpServletRequest asked, HttpServletResponse answered)
            throws IOException {
        switch (kind) {
            case REFUSE -> Connection.current().drop();
            case RESET -> {
                byte[] half = half(answer);
                Exchange.head(answer, answered);
                answered.setContentLength(half.length * 2 + 1);
                answered.getOutputStream().write(half);
                answered.flushBuffer();
                Connection.current().drop();
            }
            case TRICKLE -> trickle(answer, asked, answered);
            case HTML ->
                Exchange.write(
                        Answer.of(answer.status(), "text/html", PAGE.getBytes(StandardCharsets.UTF_8)),
                        asked,
                        answered);
            case TRUNCATED ->
                Exchange.write(
                        Answer.of(answer.status(), answer.contentType().orElse(Answer.JSON), half(answer)),
                        asked,
                        answered);
            case CONTENT_TYPE ->
                Exchange.write(Answer.of(answer.status(), "text/plain", answer.body()), asked, answered);
            case HUGE -> huge(answer, answered);
            case EXPIRED_TOKEN -> Exchange.write(answer, asked, answered);
        }
    }

    private static byte[] half(Answer answer) {
        return Arrays.copyOf(answer.body(), answer.body().length / 2);
    }

    /** The right answer with ten megabytes of white space before it, which JSON allows. */
    private static void huge(Answer answer, HttpServletResponse answered) throws IOException {
        Exchange.head(answer, answered);
        answered.setContentLength(HUGE_BYTES + answer.body().length);
        byte[] blank = new byte[CHUNK];
        Arrays.fill(blank, (byte) ' ');
        OutputStream out = answered.getOutputStream();
        for (int sent = 0; sent < HUGE_BYTES; sent += CHUNK) {
            out.write(blank);
        }
        out.write(answer.body());
    }

    private void trickle(Answer answer, HttpServletRequest asked, HttpServletResponse answered) throws IOException {
        if (!waiting.tryAcquire()) {
            Connection.current().drop();
            return;
        }
        Exchange.head(answer, answered);
        answered.setContentLength(answer.body().length);
        AsyncContext async = asked.isAsyncStarted() ? asked.getAsyncContext() : asked.startAsync();
        async.setTimeout(0);
        new Trickle(answer.body(), answered.getOutputStream(), async).next();
    }

    /** One byte, and then a wait. */
    private final class Trickle {
        private final byte[] body;
        private final OutputStream out;
        private final AsyncContext async;
        private int sent;

        Trickle(byte[] body, OutputStream out, AsyncContext async) {
            this.body = body;
            this.out = out;
            this.async = async;
        }

        private void next() {
            try {
                if (sent < body.length) {
                    out.write(body[sent++]);
                    out.flush();
                    later(TRICKLE_MILLIS, this::next);
                    return;
                }
            } catch (IOException hungUp) {
                // The caller has gone, as callers of a slow service do: nothing is left to say.
                sent = body.length;
            }
            waiting.release();
            async.complete();
        }
    }
}
