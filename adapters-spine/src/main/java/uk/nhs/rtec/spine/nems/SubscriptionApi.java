package uk.nhs.rtec.spine.nems;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import uk.nhs.rtec.spine.wire.BodyLimits;
import uk.nhs.rtec.spine.wire.DeclineReader;
import uk.nhs.rtec.spine.wire.Faulted;

/**
 * The NEMS Subscription API: create, read and delete, and nothing else (NEMS implementation guide, Subscription API). No retry here: every
 * request has a token of its own, a create that got no answer may have been done all the same, and whoever asks comes round again.
 * Every operation has a breaker and a bulkhead of its own, and all are alike.
 */
@RegisterRestClient(configKey = "rtec.nems")
@RegisterProvider(BodyLimits.class)
@RegisterProvider(DeclineReader.class)
@RegisterProvider(ChosenMime.class)
@Path("/STU3/Subscription")
@Timeout(SubscriptionApi.LONGEST_MILLIS)
@CircuitBreaker(
        requestVolumeThreshold = 10,
        failureRatio = 0.5,
        delay = 5000,
        failOn = {ProcessingException.class, Faulted.class, TimeoutException.class})
@Bulkhead(8)
public interface SubscriptionApi {

    /** No call takes longer. */
    long LONGEST_MILLIS = 6000;

    /** One subscription more. */
    @POST
    @ClientHeaderParam(name = "InteractionID", value = "urn:nhs:names:services:clinicals-sync:SubscriptionsApiPost")
    Response create(
            @HeaderParam("fromASID") String fromAsid,
            @HeaderParam("toASID") String toAsid,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam(ChosenMime.HEADER) String mime,
            byte[] subscription);

    /** One that is there. */
    @GET
    @Path("/{id}")
    @ClientHeaderParam(name = "InteractionID", value = "urn:nhs:names:services:clinicals-sync:SubscriptionsApiGet")
    Response read(
            @PathParam("id") String id,
            @HeaderParam("fromASID") String fromAsid,
            @HeaderParam("toASID") String toAsid,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam(ChosenMime.HEADER) String mime);

    /** One that is there no longer. */
    @DELETE
    @Path("/{id}")
    @ClientHeaderParam(name = "InteractionID", value = "urn:nhs:names:services:clinicals-sync:SubscriptionsApiDelete")
    Response delete(
            @PathParam("id") String id,
            @HeaderParam("fromASID") String fromAsid,
            @HeaderParam("toASID") String toAsid,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam(ChosenMime.HEADER) String mime);
}
