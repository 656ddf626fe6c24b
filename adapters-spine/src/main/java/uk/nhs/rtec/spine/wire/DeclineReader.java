package uk.nhs.rtec.spine.wire;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Turns every error status into an exception of our own, so that the fault tolerance can tell them apart and no URL is quoted. */
public final class DeclineReader implements ResponseExceptionMapper<Declined> {

    @Override
    public boolean handles(int status, MultivaluedMap<String, Object> headers) {
        return status >= Response.Status.BAD_REQUEST.getStatusCode();
    }

    @Override
    public Declined toThrowable(Response response) {
        WholeAnswer answer = WholeAnswer.of(response);
        return answer.status() >= Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()
                ? new Faulted(answer)
                : new Declined(answer);
    }
}
