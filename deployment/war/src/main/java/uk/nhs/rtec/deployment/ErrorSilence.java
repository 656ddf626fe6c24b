package uk.nhs.rtec.deployment;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The error page of everything that the containers refuse by themselves: the status and not a byte more. */
@WebServlet("/silence")
public final class ErrorSilence extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private static final Pattern MEDIA_TYPE = Pattern.compile("\\s*[^\\s/;]+/[^\\s/;]+\\s*(;.*)?");

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        response.setStatus(status(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), request.getContentType()));
        response.setContentLength(0);
    }

    static int status(@Nullable Object refusedWith, @Nullable String contentType) {
        if (!(refusedWith instanceof Integer status)) {
            // Somebody asked for this path itself: there is no error, and nothing here to see.
            return HttpServletResponse.SC_NOT_FOUND;
        }
        // JAX-RS calls a Content-Type that it cannot read a bad request, before any filter of ours is asked.
        return status == HttpServletResponse.SC_BAD_REQUEST
                        && contentType != null
                        && !MEDIA_TYPE.matcher(contentType).matches()
                ? HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE
                : status;
    }
}
