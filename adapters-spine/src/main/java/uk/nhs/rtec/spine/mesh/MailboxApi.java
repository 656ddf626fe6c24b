package uk.nhs.rtec.spine.mesh;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import uk.nhs.rtec.spine.wire.DeclineReader;
import uk.nhs.rtec.spine.wire.Faulted;

/**
 * The MESH API, as far as a mailbox is emptied with it (MESH API specification). No retry here: MESH takes each authorisation once, and the
 * mailbox is asked again soon. Every operation has a breaker and a bulkhead of its own, and all are alike.
 */
@RegisterRestClient(configKey = "rtec.mesh")
@RegisterProvider(MessageLimits.class)
@RegisterProvider(DeclineReader.class)
@Path("/messageexchange/{mailbox}/inbox")
@Timeout(MailboxApi.LONGEST_MILLIS)
@CircuitBreaker(
        requestVolumeThreshold = 10,
        failureRatio = 0.5,
        delay = 5000,
        failOn = {ProcessingException.class, Faulted.class, TimeoutException.class})
@Bulkhead(4)
public interface MailboxApi {

    /** No call takes longer. */
    long LONGEST_MILLIS = 11_000;

    /** The names of the messages that wait, 500 at most. */
    @GET
    @Produces("application/json")
    Response inbox(@PathParam("mailbox") String mailbox, @HeaderParam("Authorization") String authorization);

    /** A message, or the first chunk of it. */
    @GET
    @Path("/{id}")
    @Produces("*/*")
    Response message(
            @PathParam("mailbox") String mailbox,
            @PathParam("id") String id,
            @HeaderParam("Authorization") String authorization);

    /**
     * A further chunk of a message.
     *
     * @param number from 2 on
     */
    @GET
    @Path("/{id}/{number}")
    @Produces("*/*")
    Response chunk(
            @PathParam("mailbox") String mailbox,
            @PathParam("id") String id,
            @PathParam("number") int number,
            @HeaderParam("Authorization") String authorization);

    /** Takes a message out of the mailbox. */
    @PUT
    @Path("/{id}/status/acknowledged")
    @Produces("application/json")
    Response acknowledge(
            @PathParam("mailbox") String mailbox,
            @PathParam("id") String id,
            @HeaderParam("Authorization") String authorization);
}
