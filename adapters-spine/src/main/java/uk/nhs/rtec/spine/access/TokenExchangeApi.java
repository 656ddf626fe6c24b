package uk.nhs.rtec.spine.access;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
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

/**
 * The same token service, asked in the name of patients; apart from {@link OauthApi}, since these are many, and must never use up the calls
 * with which every check waits for its token.
 */
@RegisterRestClient(configKey = "rtec.oauth")
@RegisterProvider(BodyLimits.class)
@RegisterProvider(AnswerReader.class)
@RegisterProvider(StatusReader.class)
public interface TokenExchangeApi {

    /** Exchanges an ID token and a signed JWT for an access token. No retry: the same JWT is good for one call, whatever becomes of it. */
    @POST
    @Consumes("application/x-www-form-urlencoded")
    @Produces("application/json")
    @Timeout(390)
    @CircuitBreaker(
            requestVolumeThreshold = 20,
            failureRatio = 0.5,
            delay = 1000,
            failOn = {ProcessingException.class, ServerFault.class, TimeoutException.class})
    @Bulkhead(40)
    Answer exchange(
            @FormParam("grant_type") String grantType,
            @FormParam("subject_token_type") String subjectTokenType,
            @FormParam("subject_token") String subjectToken,
            @FormParam("client_assertion_type") String clientAssertionType,
            @FormParam("client_assertion") String clientAssertion);
}
