package uk.nhs.rtec.sandbox.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.EnumSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import uk.nhs.rtec.sandbox.Sandbox;
import uk.nhs.rtec.sandbox.Settings;
import uk.nhs.rtec.sandbox.tokens.SigningKeys;

/** Puts the sandbox on its server, and takes it off. */
public final class SandboxStart implements ServletContextListener {
    private final ExecutorService workers = Executors.newFixedThreadPool(2, work -> {
        Thread thread = new Thread(work, "spine-sandbox-faults");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public void contextInitialized(ServletContextEvent start) {
        Sandbox sandbox = new Sandbox(
                Settings.of(System.getProperties()),
                new SigningKeys(),
                Clock.systemUTC(),
                () -> ThreadLocalRandom.current().nextDouble());
        ServletRegistration.Dynamic servlet =
                start.getServletContext().addServlet("sandbox", new SandboxServlet(sandbox));
        servlet.setAsyncSupported(true);
        servlet.addMapping("/*");
        FilterRegistration.Dynamic filter =
                start.getServletContext().addFilter("faults", new FaultFilter(sandbox, workers));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, "/*");
    }

    @Override
    public void contextDestroyed(ServletContextEvent end) {
        workers.shutdownNow();
    }
}
