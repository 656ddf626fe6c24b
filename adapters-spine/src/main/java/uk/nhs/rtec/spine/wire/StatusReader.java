package uk.nhs.rtec.spine.wire;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Turns every status but 200 into an exception of our own, which unlike the library's carries neither URL nor response. */
public final class StatusReader implements ResponseExceptionMapper<OtherThanOk> {

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status != Response.Status.OK.getStatusCode();
    }

    @Override
    public OtherThanOk toThrowable(Response response) {
        int status = response.getStatus();
        Optional<RetryAfter> retryAfter = Optional.ofNullable(response.getHeaderString(HttpHeaders.RETRY_AFTER))
                .map(RetryAfter::new);
        return status >= 500
                ? new ServerFault(status, body(response), retryAfter)
                : new OtherThanOk(status, body(response), retryAfter);
    }

    /** The status says enough where the body cannot be read. */
    private static Optional<TolerantObject> body(Response response) {
        try {
            return response.hasEntity() ? response.readEntity(Answer.class).object() : Optional.empty();
        } catch (ProcessingException e) {
            return Optional.empty();
        }
    }
}
