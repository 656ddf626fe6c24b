package uk.nhs.rtec.spine.pds;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.Produces;
import org.eclipse.microprofile.faulttolerance.Bulkhead;
import org.eclipse.microprofile.faulttolerance.CircuitBreaker;
import org.eclipse.microprofile.faulttolerance.Timeout;
import org.eclipse.microprofile.faulttolerance.exceptions.TimeoutException;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;
import uk.nhs.rtec.spine.wire.Answer;
import uk.nhs.rtec.spine.wire.AnswerReader;
import uk.nhs.rtec.spine.wire.BodyLimits;
import uk.nhs.rtec.spine.wire.ServerFault;
import uk.nhs.rtec.spine.wire.StatusReader;

/** The PDS FHIR API, as far as it is asked here. */
@RegisterRestClient(configKey = "rtec.pds")
@RegisterProvider(BodyLimits.class)
@RegisterProvider(AnswerReader.class)
@RegisterProvider(StatusReader.class)
public interface PdsApi {

    /** No call takes longer. */
    long LONGEST_MILLIS = 530;

    /**
     * The patient with this number, or the one whose number took its place. No retry here: every call takes a turn of the {@link CallRate},
     * so {@link PdsPatientDemographics} makes the second one.
     *
     * @param requestId a UUID; a repeat carries the same one, by which PDS tells it
     */
    @GET
    @Path("/Patient/{id}")
    @Produces("application/fhir+json")
    @Timeout(LONGEST_MILLIS)
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.5,
            delay = 1000,
            failOn = {ProcessingException.class, ServerFault.class, TimeoutException.class})
    @Bulkhead(80)
    Answer patient(
            @PathParam("id") String nhsNumber,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-Request-ID") String requestId);
}
