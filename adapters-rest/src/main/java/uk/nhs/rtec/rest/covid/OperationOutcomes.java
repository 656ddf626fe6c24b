package uk.nhs.rtec.rest.covid;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import uk.nhs.rtec.rest.api.ErrorBodies;

/** Errors as FHIR words them, always with the code {@code processing}: what is wrong stands in the diagnostics. */
final class OperationOutcomes implements ErrorBodies {

    static final MediaType FHIR = new MediaType("application", "fhir+json");

    static final String INVALID_TOKEN = "Provided access token is invalid";
    static final String INVALID_ID_TOKEN = "Missing or invalid ID token";
    static final String LEVEL_TOO_LOW = "Unauthorized";
    static final String ANOTHER_PATIENT = "NHS number in request doesn't match NHS number in NHS login account";

    @Override
    public Response.ResponseBuilder error(int status) {
        if (status >= 500) {
            return Response.status(status);
        }
        return answer(status, List.of(status == 401 ? INVALID_TOKEN : title(status)));
    }

    /** An error with one issue for each thing that is wrong. */
    static Response.ResponseBuilder answer(int status, List<String> diagnostics) {
        JsonArrayBuilder issues = Json.createArrayBuilder();
        diagnostics.forEach(text -> issues.add(Json.createObjectBuilder()
                .add("severity", "error")
                .add("code", "processing")
                .add("diagnostics", text)));
        return Response.status(status)
                .type(FHIR)
                .entity(Json.createObjectBuilder()
                        .add("resourceType", "OperationOutcome")
                        .add("issue", issues)
                        .build()
                        .toString());
    }

    private static String title(int status) {
        Response.Status known = Response.Status.fromStatusCode(status);
        return known == null ? "The request was refused" : known.getReasonPhrase();
    }
}
