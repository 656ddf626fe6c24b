package uk.nhs.rtec.deployment;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** The error page of everything that the containers refuse by themselves: the status and not a byte more. */
@WebServlet("/silence")
public final class ErrorSilence extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        // A container's page repeats what was sent; a request addressed to this path has no error behind it.
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        response.setStatus(status instanceof Integer code ? code : HttpServletResponse.SC_NOT_FOUND);
        response.setContentLength(0);
    }
}
