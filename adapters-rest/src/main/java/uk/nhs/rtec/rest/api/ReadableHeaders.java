package uk.nhs.rtec.rest.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Refuses, in an API's words, what JAX-RS itself would answer with a page or with 500 before it asks anybody: a Content-Type that is none, and an
 * Accept or Accept-Language that cannot be read.
 */
public abstract class ReadableHeaders extends HttpFilter {

    private static final long serialVersionUID = 1L;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
    private static final String PARAMETER = "\\s*;\\s*" + TOKEN + "\\s*=\\s*(" + TOKEN + "|\"[^\"]*\")";
    private static final String QUALITY = "(?i:\\s*;\\s*q\\s*=\\s*(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?))";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile("\\s*" + TOKEN + "/" + TOKEN + "(" + PARAMETER + ")*\\s*;?\\s*");
    private static final Pattern MEDIA_RANGE = Pattern.compile(
            "\\s*" + TOKEN + "/" + TOKEN + "(" + QUALITY + "|(?!(?i:\\s*;\\s*q\\s*=))" + PARAMETER + ")*\\s*");
    private static final Pattern LANGUAGE_RANGE =
            Pattern.compile("\\s*(\\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)(" + QUALITY + ")?\\s*");

    private final transient ErrorBodies bodies;

    /** A filter that words its refusals like this. */
    protected ReadableHeaders(ErrorBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String type = request.getContentType();
        if (type != null && !MEDIA_TYPE.matcher(type).matches()) {
            refuse(response, Response.Status.UNSUPPORTED_MEDIA_TYPE);
        } else if (!areAll(MEDIA_RANGE, Collections.list(request.getHeaders("Accept")))) {
            refuse(response, Response.Status.NOT_ACCEPTABLE);
        } else if (!areAll(LANGUAGE_RANGE, Collections.list(request.getHeaders("Accept-Language")))) {
            refuse(response, Response.Status.BAD_REQUEST);
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean areAll(Pattern range, List<String> headers) {
        return headers.stream()
                .flatMap(header -> Arrays.stream(header.split(",", -1)))
                .filter(part -> !part.isBlank())
                .allMatch(part -> range.matcher(part).matches());
    }

    private void refuse(HttpServletResponse response, Response.Status status) throws IOException {
        Response refusal = bodies.error(status.getStatusCode()).build();
        byte[] body = String.valueOf(refusal.getEntity()).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status.getStatusCode());
        response.setContentType(String.valueOf(refusal.getMediaType()));
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
