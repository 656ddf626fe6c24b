package uk.nhs.rtec.spine.wire;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderListener;

/** How many connections a client may hold; found by the client through its service file. */
public final class SpineConnections implements RestClientBuilderListener {

    /** As many as the bulkheads let through at once, so that nobody waits for a connection. */
    private static final int AT_MOST = 80;

    private static final long WAIT_FOR_ONE_MILLIS = 100;

    @Override
    public void onNewBuilder(RestClientBuilder builder) {
        // RESTEasy hands each property on to its own builder's method of that name.
        builder.property("resteasy.connectionPoolSize", AT_MOST);
        builder.property("resteasy.maxPooledPerRoute", AT_MOST);
        builder.property("resteasy.connectionCheckoutTimeout", List.of(WAIT_FOR_ONE_MILLIS, TimeUnit.MILLISECONDS));
    }
}
