package uk.nhs.rtec.sandbox.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import uk.nhs.rtec.sandbox.Sandbox;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.Headers;
import uk.nhs.rtec.sandbox.http.Parameters;
import uk.nhs.rtec.sandbox.http.Request;

/** The way from a servlet request to a request of ours, and back. */
final class Exchange {
    private static final int LONGEST_BODY = 1 << 20;

    private Exchange() {}

    /** What the sandbox answers to a request that nothing befalls. */
    static Answer right(HttpServletRequest asked, Sandbox sandbox) throws IOException {
        Optional<String> path = sandbox.below(path(asked));
        if (path.isEmpty()) {
            return Answer.empty(404);
        }
        try {
            return read(asked, path.get(), sandbox).map(sandbox::serve).orElseGet(() -> Answer.empty(413));
        } catch (IllegalArgumentException malformed) {
            // A percent sign that is followed by no hexadecimal digits.
            return Answer.empty(400);
        }
    }

    /**
     * The request, unless its body is longer than anything the sandbox takes; throws IllegalArgumentException for a malformed query.
     *
     * @param path below the sandbox's root
     */
    static Optional<Request> read(HttpServletRequest servlet, String path, Sandbox sandbox) throws IOException {
        byte[] body = servlet.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) {
            return Optional.empty();
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(servlet.getHeaderNames())) {
            headers.put(name, servlet.getHeader(name));
        }
        return Optional.of(new Request(
                servlet.getMethod().equals("HEAD") ? "GET" : servlet.getMethod(),
                path,
                sandbox.url(servlet.getRequestURL().toString(), path(servlet)),
                new Headers(headers),
                Parameters.parse(servlet.getQueryString()),
                new String(body, StandardCharsets.UTF_8),
                // The address is an IP literal: nothing is looked up.
                InetAddress.getByName(servlet.getRemoteAddr()).isLoopbackAddress(),
                Connection.current().certificate()));
    }

    /** Decoded, on the host. */
    static String path(HttpServletRequest servlet) {
        return servlet.getServletPath()
                + Optional.ofNullable(servlet.getPathInfo()).orElse("");
    }

    static void write(Answer answer, HttpServletRequest asked, HttpServletResponse servlet) throws IOException {
        head(answer, servlet);
        servlet.setContentLength(answer.body().length);
        if (!asked.getMethod().equals("HEAD")) {
            servlet.getOutputStream().write(answer.body());
        }
    }

    /** Status and headers, but not the length. */
    static void head(Answer answer, HttpServletResponse servlet) {
        servlet.setStatus(answer.status());
        answer.headers().forEach(servlet::setHeader);
        answer.contentType().ifPresent(servlet::setContentType);
    }
}
