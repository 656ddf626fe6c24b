package uk.nhs.rtec.spine.wire;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import org.apache.http.HttpHost;
import org.apache.http.client.HttpClient;
import org.apache.http.client.config.RequestConfig;
import org.apache.http.conn.HttpClientConnectionManager;
import org.apache.http.impl.client.HttpClientBuilder;
import org.jboss.resteasy.client.jaxrs.ClientHttpEngine;
import org.jboss.resteasy.client.jaxrs.api.ClientBuilderConfiguration;
import org.jboss.resteasy.client.jaxrs.engine.ClientHttpEngineFactory;
import org.jboss.resteasy.client.jaxrs.engines.AsyncClientHttpEngine;
import org.jboss.resteasy.client.jaxrs.engines.ClientHttpEngineBuilder43;
import org.jboss.resteasy.client.jaxrs.internal.ResteasyClientBuilderImpl;
import org.jspecify.annotations.Nullable;

/**
 * Makes the HTTP engine of every client, which RESTEasy finds through a service file: one that ends every exchange in time, repeats none by
 * itself, and holds as many connections as the bulkheads let through at once.
 */
public final class TimedEngines implements ClientHttpEngineFactory {

    /** As many as the bulkheads let through at once, so that nobody waits for a connection. */
    private static final int CONNECTIONS = 80;

    private static final long WAIT_FOR_ONE_MILLIS = 100;
    private static final long IDLE_SECONDS = 60;

    @Override
    public ClientHttpEngine httpClientEngine(ClientBuilderConfiguration asked) {
        ResteasyClientBuilderImpl settings = new ResteasyClientBuilderImpl();
        settings.connectionPoolSize(CONNECTIONS)
                .maxPooledPerRoute(CONNECTIONS)
                .connectionCheckoutTimeout(WAIT_FOR_ONE_MILLIS, TimeUnit.MILLISECONDS)
                .connectTimeout(asked.connectionTimeout(TimeUnit.MILLISECONDS), TimeUnit.MILLISECONDS)
                .readTimeout(asked.readTimeout(TimeUnit.MILLISECONDS), TimeUnit.MILLISECONDS);
        if (asked.sslContext() != null) {
            settings.sslContext(asked.sslContext());
        }
        if (asked.defaultProxyHostname() != null) {
            settings.defaultProxy(asked.defaultProxyHostname(), asked.defaultProxyPort(), asked.defaultProxyScheme());
        }
        return new Builder(longest(asked)).resteasyClientBuilder(settings).build();
    }

    /** To connect, and then to answer: an exchange that takes both at their longest is over. */
    private static Duration longest(ClientBuilderConfiguration asked) {
        long connect = asked.connectionTimeout(TimeUnit.MILLISECONDS);
        long read = asked.readTimeout(TimeUnit.MILLISECONDS);
        if (connect <= 0 || read <= 0) {
            throw new IllegalStateException("a client of an upstream needs a connect and a read time-out");
        }
        return Duration.ofMillis(connect + read);
    }

    @Override
    public AsyncClientHttpEngine asyncHttpClientEngine(ClientBuilderConfiguration asked) {
        throw new UnsupportedOperationException("no upstream is asked asynchronously");
    }

    @SuppressWarnings("removal") // As for the engine itself.
    private static final class Builder extends ClientHttpEngineBuilder43 {

        private final Duration longest;

        Builder(Duration longest) {
            this.longest = longest;
        }

        /** As the library makes it, but without its own repeats of a GET: only the fault tolerance says what is tried again. */
        @Override
        protected ClientHttpEngine createEngine(
                HttpClientConnectionManager connections,
                RequestConfig.Builder requests,
                @Nullable HttpHost proxy,
                int responseBufferSize,
                HostnameVerifier verifier,
                @Nullable SSLContext theSslContext) {
            HttpClient client = HttpClientBuilder.create()
                    .setConnectionManager(connections)
                    .evictExpiredConnections()
                    .evictIdleConnections(IDLE_SECONDS, TimeUnit.SECONDS)
                    .setDefaultRequestConfig(requests.setProxy(proxy).build())
                    .disableContentCompression()
                    .disableCookieManagement()
                    .disableAutomaticRetries()
                    .build();
            TimedEngine engine = new TimedEngine(client, longest, alarms());
            engine.setResponseBufferSize(responseBufferSize);
            engine.setHostnameVerifier(verifier);
            engine.setSslContext(theSslContext);
            return engine;
        }

        /** A thread of our own, since it must go off while every thread of the server is waiting. */
        private static ScheduledExecutorService alarms() {
            ScheduledThreadPoolExecutor alarms = new ScheduledThreadPoolExecutor(1, alarm -> {
                Thread thread = new Thread(alarm, "upstream-alarm");
                thread.setDaemon(true);
                return thread;
            });
            alarms.setRemoveOnCancelPolicy(true);
            return alarms;
        }
    }
}
