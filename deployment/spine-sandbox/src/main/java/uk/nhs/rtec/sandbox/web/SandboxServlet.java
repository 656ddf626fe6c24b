package uk.nhs.rtec.sandbox.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.sandbox.Sandbox;
import uk.nhs.rtec.sandbox.http.Answer;

/** Every request that no fault has befallen. */
final class SandboxServlet implements Servlet {
    private final Sandbox sandbox;
    private @Nullable ServletConfig config;

    SandboxServlet(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) throws ServletException, IOException {
        HttpServletRequest asked = (HttpServletRequest) request;
        Exchange.write(answer(asked), asked, (HttpServletResponse) response);
    }

    private Answer answer(HttpServletRequest asked) throws IOException {
        Optional<String> path = sandbox.below(Exchange.path(asked));
        if (path.isEmpty()) {
            return Answer.empty(404);
        }
        try {
            return Exchange.read(asked, path.get(), sandbox).map(sandbox::serve).orElseGet(() -> Answer.empty(413));
        } catch (IllegalArgumentException malformed) {
            // A percent sign that is followed by no hexadecimal digits.
            return Answer.empty(400);
        }
    }

    @Override
    public void init(ServletConfig given) {
        config = given;
    }

    @Override
    public @Nullable ServletConfig getServletConfig() {
        return config;
    }

    @Override
    public String getServletInfo() {
        return "Spine sandbox";
    }

    @Override
    public void destroy() {}
}
