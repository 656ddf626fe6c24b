package uk.nhs.rtec.rest.api;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Errors as problem details (RFC 9457), for the APIs of our own. */
public final class Problems implements ErrorBodies {

    private static final MediaType PROBLEM = new MediaType("application", "problem+json");

    /** One thing that is wrong with a request: where, and what would be right. */
    public record Fault(String field, String detail) {}

    @Override
    public Response.ResponseBuilder error(int status) {
        if (status == 401 || status >= 500) {
            return Response.status(status);
        }
        return answer(status, title(status), Optional.empty(), List.of());
    }

    /** 400 that names everything that is wrong. */
    public static Response badRequest(List<Fault> faults) {
        return answer(400, "The request is not valid", Optional.empty(), faults).build();
    }

    /** 504 that says what can be done about it. */
    public static Response tookTooLong(String detail) {
        return answer(504, title(504), Optional.of(detail), List.of()).build();
    }

    /** 409 that names everything in which the request conflicts with what is on record. */
    public static Response conflict(List<Fault> faults) {
        return answer(409, title(409), Optional.empty(), faults).build();
    }

    private static Response.ResponseBuilder answer(
            int status, String title, Optional<String> detail, List<Fault> faults) {
        var problem = Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", title)
                .add("status", status);
        detail.ifPresent(text -> problem.add("detail", text));
        if (!faults.isEmpty()) {
            JsonArrayBuilder errors = Json.createArrayBuilder();
            faults.forEach(fault -> errors.add(
                    Json.createObjectBuilder().add("field", fault.field()).add("detail", fault.detail())));
            problem.add("errors", errors);
        }
        return Response.status(status).type(PROBLEM).entity(problem.build().toString());
    }

    private static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "The request was refused" : known.getReasonPhrase();
    }
}
