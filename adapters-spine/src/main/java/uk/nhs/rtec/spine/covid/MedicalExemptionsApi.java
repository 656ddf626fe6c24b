package uk.nhs.rtec.spine.covid;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
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

/** The COVID-19 Medical Exemption FHIR API. */
@RegisterRestClient(configKey = "rtec.covid")
@RegisterProvider(BodyLimits.class)
@RegisterProvider(AnswerReader.class)
@RegisterProvider(StatusReader.class)
public interface MedicalExemptionsApi {

    /**
     * The current exemptions of one patient.
     *
     * @param patient the NHS number after its system and a bar
     * @param questionnaire always the same one
     * @param requestId a UUID; a retry carries the same one
     * @param correlationId a UUID without a full stop, by which the call is found on both sides
     * @param userIdentity the ID token of the patient who is signed in, or null and then not sent
     */
    @GET
    @Path("/QuestionnaireResponse")
    @Produces("application/fhir+json")
    @Timeout(530)
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
    @Bulkhead(40)
    Answer currentOf(
            @QueryParam("patient.identifier") String patient,
            @QueryParam("questionnaire") String questionnaire,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("X-Request-ID") String requestId,
            @HeaderParam("X-Correlation-ID") String correlationId,
            @HeaderParam("NHSD-User-Identity") @Nullable String userIdentity);
}
