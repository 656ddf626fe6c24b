package uk.nhs.rtec.rest.check;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Refuses a Content-Type that is not even one with 415 in this API's words: JAX-RS answers 400 with a page before it asks anybody. */
@WebFilter("/rtec-api-gateway/*")
public final class MediaTypeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final int UNSUPPORTED = Response.Status.UNSUPPORTED_MEDIA_TYPE.getStatusCode();
    private static final Pattern READABLE = Pattern.compile("\\s*[^\\s/;]+/[^\\s/;]+\\s*(;.*)?");

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String type = request.getContentType();
        if (type == null || READABLE.matcher(type).matches()) {
            chain.doFilter(request, response);
            return;
        }
        byte[] body = String.valueOf(
                        new CheckReplies().error(UNSUPPORTED).build().getEntity())
                .getBytes(StandardCharsets.UTF_8);
        response.setStatus(UNSUPPORTED);
        response.setContentType(MediaType.APPLICATION_JSON);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
