package uk.nhs.rtec.sandbox.web;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.sandbox.Sandbox;

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
        Exchange.write(Exchange.right(asked, sandbox), asked, (HttpServletResponse) response);
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
