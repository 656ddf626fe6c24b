package uk.nhs.rtec.sandbox.pds;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.nhs.rtec.sandbox.http.Answer;
import uk.nhs.rtec.sandbox.http.JsonText;

/**
 * An OperationOutcome of PDS, with the status and the media type it travels under: what Spine itself says is FHIR, what the
 * gateway says is plain JSON.
 */
record SpineOutcome(
        int status,
        String mediaType,
        String code,
        String severity,
        String issueCode,
        String display,
        Optional<String> diagnostics) {
    static final String FHIR = "application/fhir+json";

    private static final String HELP = "Please contact support.";
    private static final String CATALOGUE =
            "https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir";
    private static final String RATE_LIMITS =
            "Please see: https://digital.nhs.uk/developer/guides-and-documentation/reference-guide#rate-limits"
                    + " for more details.";

    static final SpineOutcome INVALID_RESOURCE_ID =
            spine(400, "INVALID_RESOURCE_ID", "error", "value", "Resource Id is invalid");
    static final SpineOutcome UNSUPPORTED_SERVICE =
            spine(400, "UNSUPPORTED_SERVICE", "error", "processing", "Unsupported Service");
    static final SpineOutcome MISSING_REQUEST_ID = spine(
                    400, "MISSING_VALUE", "error", "required", "Required value is missing")
            .saying("Invalid request with error - X-Request-ID header must be supplied to access this resource");
    static final SpineOutcome MISSING_BIRTH_DATE = spine(
                    400, "MISSING_VALUE", "error", "required", "Required value is missing")
            .saying("Missing value - 'birth_date/birth_date_range_start/birth_date_range_end'");
    static final SpineOutcome NO_ASID = gateway(400, "MISSING_VALUE", "error", "value", "Required value is missing")
            .saying("No ASID is associated with your app. " + HELP);
    static final SpineOutcome NO_INTERACTION =
            spine(401, "ACCESS_DENIED", "error", "forbidden", "Access Denied - Unauthorised");
    static final SpineOutcome TOO_FEW_SEARCH_DATA = spine(
                    400, "INVALID_SEARCH_DATA", "error", "value", "Search data is invalid")
            .saying("Invalid search data provided - 'No searches were performed as the search criteria did not meet the"
                    + " minimum requirements'");
    static final SpineOutcome BAD_FUZZY_SEARCH = spine(
                    400, "INVALID_SEARCH_DATA", "error", "value", "Search data is invalid")
            .saying(
                    "Invalid search data provided - 'A fuzzy search was requested however the data given did not meet the"
                            + " fuzzy search criteria'");
    static final SpineOutcome NOT_A_PATIENTS_ACTION = gateway(
                    403, "ACCESS_DENIED", "error", "forbidden", "Patient cannot perform this action")
            .saying("Your access token has insufficient permissions. See documentation regarding Patient access"
                    + " restrictions " + CATALOGUE);
    // "token" is no FHIR issue type: that is what the real gateway sends.
    static final SpineOutcome ONE_RESULT_ONLY = gateway(
                    403,
                    "INVALID_VALUE",
                    "error",
                    "token",
                    "Cannot retrieve more than one result with application-restricted access token")
            .saying("Your app has insufficient permissions to perform this search. " + HELP);
    static final SpineOutcome NOT_FOUND =
            spine(404, "RESOURCE_NOT_FOUND", "information", "not-found", "Resource not found");
    static final SpineOutcome INVALIDATED = spine(
            404,
            "INVALIDATED_RESOURCE",
            "error",
            "processing",
            "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved");
    static final SpineOutcome TIMED_OUT =
            gateway(408, "UNABLE_TO_CALL_SERVICE", "error", "timeout", "Unable to call service");
    static final SpineOutcome UNAVAILABLE =
            gateway(503, "SERVICE_UNAVAILABLE", "error", "timeout", "Service unavailable");
    static final SpineOutcome TOO_MANY_MATCHES =
            spine(200, "TOO_MANY_MATCHES", "information", "multiple-matches", "Too Many Matches");
    static final SpineOutcome EVERYBODY_IS_LIMITED = tooMany(
            "This API is currently receiving a high volume of requests and is being rate limited. " + RATE_LIMITS);

    private static SpineOutcome spine(int status, String code, String severity, String issueCode, String display) {
        return new SpineOutcome(status, FHIR, code, severity, issueCode, display, Optional.empty());
    }

    private static SpineOutcome gateway(int status, String code, String severity, String issueCode, String display) {
        return new SpineOutcome(status, Answer.JSON, code, severity, issueCode, display, Optional.empty());
    }

    private SpineOutcome saying(String text) {
        return new SpineOutcome(status, mediaType, code, severity, issueCode, display, Optional.of(text));
    }

    static SpineOutcome unauthorised(String reason) {
        return gateway(401, "ACCESS_DENIED", "error", "forbidden", "Access Denied - Unauthorised")
                .saying(reason);
    }

    static SpineOutcome notWithThisToken(String method, String accessMode) {
        return gateway(
                        403,
                        "ACCESS_DENIED",
                        "error",
                        "forbidden",
                        "Cannot " + method + " resource with " + accessMode + " access token")
                .saying("Your app has insufficient permissions to use this operation. " + HELP);
    }

    static SpineOutcome readOnly(String deed) {
        return gateway(
                        403,
                        "INVALID_METHOD",
                        "error",
                        "forbidden",
                        "Cannot " + deed + " resource with application-restricted access token")
                .saying("Your app has insufficient permissions to use this method. " + HELP);
    }

    static SpineOutcome unsupportedPath(String path) {
        return gateway(400, "UNSUPPORTED_REQUEST", "error", "value", "The request is not one that is supported.")
                .saying("Unsupported path - '" + path + "'");
    }

    static SpineOutcome badRequestId(String value) {
        return gateway(400, "INVALID_VALUE", "error", "value", "Provided value is invalid")
                .saying("Invalid value - '" + value + "' in header 'X-Request-ID'");
    }

    static SpineOutcome badSession(String value) {
        return gateway(400, "INVALID_VALUE", "error", "value", "Provided value is invalid")
                .saying("Invalid value - '" + value + "' in header 'NHSD-Session-URID'. Refer to the guidance for this"
                        + " header in our API Specification " + CATALOGUE);
    }

    static SpineOutcome badField(String value, String field) {
        return spine(400, "INVALID_VALUE", "error", "value", "Provided value is invalid")
                .saying("Invalid value - '" + value + "' in field '" + field + "'");
    }

    static SpineOutcome unexpected(Set<String> parameters) {
        String names = String.join("', '", parameters);
        return spine(400, "ADDITIONAL_PROPERTIES", "error", "invariant", "Additional properties should not be included")
                .saying("Invalid request with error - Additional properties are not allowed ('" + names
                        + (parameters.size() == 1 ? "' was" : "' were") + " unexpected)");
    }

    static SpineOutcome overQuota(String application, int limit) {
        return tooMany("Your application, " + application + ", has exceeded its quota of " + limit
                + " requests every 1 minute(s) and is being rate limited. " + RATE_LIMITS);
    }

    static SpineOutcome spike(String application) {
        return tooMany(
                "Your application, " + application + ", has created a spike in traffic and is being rate limited."
                        + " Please reduce the frequency of your requests. " + RATE_LIMITS);
    }

    private static SpineOutcome tooMany(String reason) {
        return gateway(429, "TOO_MANY_REQUESTS", "error", "value", "Too many requests")
                .saying(reason);
    }

    static SpineOutcome unknownError(int status) {
        return gateway(status, "UNKNOWN_ERROR", "error", "unknown", "Unknown Error")
                .saying("An unknown error occurred processing this request. Contact us for assistance diagnosing this"
                        + " issue: https://digital.nhs.uk/developer/help-and-support. (Message ID: " + UUID.randomUUID()
                        + ")");
    }

    /** What a caller sees when the whole service answers with this status. */
    static SpineOutcome ofStatus(int status) {
        return switch (status) {
            case 400 -> UNSUPPORTED_SERVICE;
            case 401 -> unauthorised("Access Token expired");
            case 403 -> notWithThisToken("GET", "application-restricted");
            case 404 -> NOT_FOUND;
            case 408 -> TIMED_OUT;
            case 429 -> EVERYBODY_IS_LIMITED;
            case 503 -> UNAVAILABLE;
            default -> unknownError(status);
        };
    }

    JsonObject resource() {
        JsonObjectBuilder issue = JsonText.object()
                .add("severity", severity)
                .add("code", issueCode)
                .add(
                        "details",
                        JsonText.object()
                                .add(
                                        "coding",
                                        JsonText.array()
                                                .add(JsonText.object()
                                                        .add(
                                                                "system",
                                                                "https://fhir.nhs.uk/R4/CodeSystem/Spine-ErrorOrWarningCode")
                                                        .add("version", "1")
                                                        .add("code", code)
                                                        .add("display", display))));
        diagnostics.ifPresent(text -> issue.add("diagnostics", text));
        return JsonText.object()
                .add("resourceType", "OperationOutcome")
                .add("issue", JsonText.array().add(issue))
                .build();
    }

    Answer answer() {
        Answer answer = Answer.of(status, mediaType, JsonText.bytes(resource()));
        return status == 503 ? answer.with("Retry-After", "5") : answer;
    }
}
