package uk.nhs.rtec.spine.wire;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.client.ClientResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Optional;
import org.jboss.resteasy.client.jaxrs.internal.ClientResponseContextImpl;

/**
 * Takes in the body of every answer, good or bad, inside the call, so that a connection that breaks half-way counts as a failed call: at
 * most 1 MiB of it, unless an upstream's own limits say otherwise, and for no longer than the whole exchange may take.
 */
public class BodyLimits implements ClientResponseFilter {

    static final int MOST_BYTES = 1024 * 1024;

    private final int mostBytes;

    /** The limit for all upstreams without one of their own. */
    public BodyLimits() {
        this(MOST_BYTES);
    }

    /** A limit for one upstream. */
    protected BodyLimits(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public final void filter(ClientRequestContext request, ClientResponseContext response) {
        Optional<Alarm> alarm = Alarm.of(request.getProperty(Alarm.class.getName()));
        try {
            if (response.hasEntity()) {
                response.setEntityStream(new ByteArrayInputStream(body(response)));
            }
        } catch (IOException e) {
            // Any other kind would reach the fault tolerance wrapped in a reflection's exception, and not be known
            // for a failure.
            throw new ProcessingException("the body did not come whole", inTime(alarm, e));
        } finally {
            alarm.ifPresent(Alarm::cancel);
        }
        if (!isTyped(response)) {
            response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
        }
    }

    /** A connection that we have closed ourselves looks broken to its reader. */
    private static IOException inTime(Optional<Alarm> alarm, IOException broken) {
        return alarm.filter(Alarm::isOver).isPresent()
                ? new SocketTimeoutException("the body did not end in time")
                : broken;
    }

    /** The body, or nothing of one that is too long. */
    private byte[] body(ClientResponseContext response) throws IOException {
        InputStream body = response.getEntityStream();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            kept.write(buffer, 0, count);
            if (kept.size() > mostBytes) {
                hangUp(response);
                return new byte[0];
            }
        }
        return kept.toByteArray();
    }

    /** Closing a response, as JAX-RS has it, first reads it to its end, which may never come. RESTEasy can also close the connection. */
    private static void hangUp(ClientResponseContext response) throws IOException {
        if (response instanceof ClientResponseContextImpl resteasy) {
            resteasy.getClientResponse().releaseConnection(false);
        }
    }

    /** A kind that is missing or none would stop the client short of reading. */
    private static boolean isTyped(ClientResponseContext response) {
        try {
            return response.getMediaType() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
