package uk.nhs.rtec.spine.eps;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Retry;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.spine.wire.Answer;
import uk.nhs.rtec.spine.wire.AnswerReader;
import uk.nhs.rtec.spine.wire.BodyLimits;
import uk.nhs.rtec.spine.wire.ServerFault;
import uk.nhs.rtec.spine.wire.StatusReader;

/** The EPS tracker's basic retrieve; its failures come with status 200 and a status code in the body. */
@RegisterRestClient(configKey = "rtec.eps")
@RegisterProvider(PlusInPath.class)
@RegisterProvider(BodyLimits.class)
@RegisterProvider(AnswerReader.class)
@RegisterProvider(StatusReader.class)
public interface TrackerApi {

    /**
     * One prescription, without clinical detail.
     *
     * @param format always {@code trace}
     * @param asid our own
     * @param userId 12 digits, or null and then not sent
     * @param traceId 1 to 30 letters, digits and hyphens
     */
    @GET
    @Path("/mm/prescriptions/{id}")
    @Produces("application/json")
    @Timeout(660)
    @Retry(
            maxRetries = 1,
            delay = 20,
            jitter = 10,
            maxDuration = 800,
            retryOn = {ProcessingException.class, ServerFault.class, TimeoutException.class})
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.5,
            delay = 1000,
            failOn = {ProcessingException.class, ServerFault.class, TimeoutException.class})
    @Bulkhead(80)
    Answer prescription(
            @PathParam("id") String id,
            @QueryParam("format") String format,
            @HeaderParam("Spine-From-Asid") String asid,
            @HeaderParam("Spine-UserId") @Nullable String userId,
            @HeaderParam("Spine-RoleProfileId") String roleProfileId,
            @HeaderParam("Eps-TraceId") String traceId);
}
