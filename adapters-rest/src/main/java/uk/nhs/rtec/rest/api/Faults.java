package uk.nhs.rtec.rest.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.nhs.rtec.application.audit.HistoryUnavailable;
import uk.nhs.rtec.application.audit.SearchTooBroad;
import uk.nhs.rtec.application.check.LedgerUnavailable;
import uk.nhs.rtec.application.covid.CovidRecordsUnavailable;
import uk.nhs.rtec.application.event.EventsUnavailable;
import uk.nhs.rtec.application.job.JobsUnavailable;
import uk.nhs.rtec.application.register.RegisterUnavailable;

/** The one place where an exception becomes an answer: in the API's words, and with nothing of the exception in it. */
public final class Faults implements ExceptionMapper<Throwable> {

    /** Seconds after which it is worth trying again. */
    private static final int RETRY_AFTER = 5;

    private static final String NARROWER = "The search was given up after the time that a search may take."
            + " Narrow it: a shorter period (from, to), or one more of the conditions that it takes.";

    private static final System.Logger LOG = System.getLogger(Faults.class.getName());
    private static final int FRAMES_TOLD = 6;

    /** A cause can lead back to itself. */
    private static final int CAUSES_TOLD = 8;

    private final ErrorBodies bodies;

    public Faults(ErrorBodies bodies) {
        this.bodies = bodies;
    }

    @Override
    public Response toResponse(Throwable fault) {
        if (fault instanceof WebApplicationException refused) {
            if (refused.getResponse().getStatus() == Response.Status.INTERNAL_SERVER_ERROR.getStatusCode()) {
                LOG.log(System.Logger.Level.ERROR, described(fault));
            }
            return toResponse(refused.getResponse());
        }
        if (fault instanceof LedgerUnavailable
                || fault instanceof HistoryUnavailable
                || fault instanceof RegisterUnavailable
                || fault instanceof JobsUnavailable
                || fault instanceof CovidRecordsUnavailable
                || fault instanceof EventsUnavailable) {
            LOG.log(System.Logger.Level.WARNING, fault.getMessage());
            return unavailable(bodies);
        }
        if (fault instanceof SearchTooBroad) {
            LOG.log(System.Logger.Level.INFO, fault.getMessage());
            return Problems.tookTooLong(NARROWER);
        }
        LOG.log(System.Logger.Level.ERROR, described(fault));
        return bodies.error(500).build();
    }

    /** 503, and when to try again. */
    public static Response unavailable(ErrorBodies bodies) {
        return bodies.error(503).header(HttpHeaders.RETRY_AFTER, RETRY_AFTER).build();
    }

    private Response toResponse(Response refusal) {
        if (refusal.hasEntity() || refusal.getStatus() < 400) {
            return refusal;
        }
        Response.ResponseBuilder answer = bodies.error(refusal.getStatus());
        String allowed = refusal.getHeaderString(HttpHeaders.ALLOW);
        return allowed == null
                ? answer.build()
                : answer.header(HttpHeaders.ALLOW, allowed).build();
    }

    /** Classes and places only: the message of somebody else's exception may hold what a patient told. */
    private static String described(Throwable fault) {
        return Stream.iterate(fault, Objects::nonNull, Throwable::getCause)
                .limit(CAUSES_TOLD)
                .map(cause -> Arrays.stream(cause.getStackTrace())
                        .limit(FRAMES_TOLD)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < ", cause.getClass().getName() + " at ", ";")))
                .collect(Collectors.joining(" ", "unexpected ", ""));
    }
}
