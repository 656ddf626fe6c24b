package uk.nhs.rtec.sandbox.pds;

import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import uk.nhs.rtec.sandbox.Asking;
import uk.nhs.rtec.sandbox.SandboxUnderTest;
import uk.nhs.rtec.sandbox.fault.Upstream;
import uk.nhs.rtec.sandbox.http.Answer;

/** PDS's table of refusals (A7), row by row. */
final class OutcomeTable {

    static final String BASE = "/personal-demographics/FHIR/R4";
    static final String PETER = BASE + "/Patient/9434765919";
    static final String SMITH = BASE + "/Patient?family=Smith";
    static final String REQUEST_ID = "60E0B220-8136-4CA5-AE46-1D97EF59D068";
    static final String GATEWAY = "application/json";
    static final String SPINE = "application/fhir+json";

    private OutcomeTable() {}

    static Asking asking(String method, String path, String token) {
        return Asking.of(method, path).with("Authorization", "Bearer " + token).with("X-Request-ID", REQUEST_ID);
    }

    /** @param said the diagnostics; none when there are none, what they begin with when they end in three dots */
    record Row(
            String remark,
            Function<SandboxUnderTest, Answer> deed,
            int status,
            String mediaType,
            String code,
            String severity,
            String issueCode,
            String display,
            @Nullable String said) {
        @Override
        public String toString() {
            return status + " " + code + ": " + remark;
        }
    }

    static Function<SandboxUnderTest, Answer> get(String path) {
        return world -> world.ask(asking("GET", path, world.accessToken()));
    }

    static Function<SandboxUnderTest, Answer> asStaff(String path) {
        return world -> world.ask(asking("GET", path, world.accessTokenFor("user=healthcare-worker")));
    }

    static Function<SandboxUnderTest, Answer> by(String method, String path) {
        return world -> world.ask(asking(method, path, world.accessToken()));
    }

    static Function<SandboxUnderTest, Answer> authorised(String header) {
        return world ->
                world.ask(Asking.get(PETER).with("X-Request-ID", REQUEST_ID).with("Authorization", header));
    }

    static Function<SandboxUnderTest, Answer> broken(int status) {
        return world -> world.sandbox()
                .broken(Upstream.PDS, asking("GET", PETER, world.accessToken()).request(), status);
    }

    static Function<SandboxUnderTest, Answer> twiceUnder(String limits) {
        return world -> {
            world.ask(Asking.put("/_control/rate-limits/pds", limits));
            String token = world.accessToken();
            world.ask(asking("GET", PETER, token));
            return world.ask(asking("GET", PETER, token));
        };
    }

    static Row badValue(String remark, Function<SandboxUnderTest, Answer> deed, String mediaType, String said) {
        return new Row(
                remark, deed, 400, mediaType, "INVALID_VALUE", "error", "value", "Provided value is invalid", said);
    }

    static Row badSearch(String remark, String query, String said) {
        return new Row(
                remark,
                asStaff(BASE + "/Patient?" + query),
                400,
                SPINE,
                "INVALID_SEARCH_DATA",
                "error",
                "value",
                "Search data is invalid",
                "Invalid search data provided - '" + said + "'");
    }

    static Row unauthorised(String remark, Function<SandboxUnderTest, Answer> deed, String said) {
        return new Row(
                remark,
                deed,
                401,
                GATEWAY,
                "ACCESS_DENIED",
                "error",
                "forbidden",
                "Access Denied - Unauthorised",
                said);
    }

    static Row limited(String remark, String limits, String said) {
        return new Row(
                remark,
                twiceUnder(limits),
                429,
                GATEWAY,
                "TOO_MANY_REQUESTS",
                "error",
                "value",
                "Too many requests",
                said
                        + " Please see: https://digital.nhs.uk/developer/guides-and-documentation/reference-guide#rate-limits"
                        + " for more details.");
    }

    static Row unknown(String remark, Function<SandboxUnderTest, Answer> deed, int status) {
        return new Row(
                remark,
                deed,
                status,
                GATEWAY,
                "UNKNOWN_ERROR",
                "error",
                "unknown",
                "Unknown Error",
                "An unknown error occurred processing this request. Contact us for assistance diagnosing this issue:"
                        + " https://digital.nhs.uk/developer/help-and-support. (Message ID: ...");
    }

    static Stream<Row> table() {
        String required = "Required value is missing";
        String minimum = "No searches were performed as the search criteria did not meet the minimum requirements";
        String fuzzy = "A fuzzy search was requested however the data given did not meet the fuzzy search criteria";
        String contact = " Please contact support.";
        String catalogue = "https://digital.nhs.uk/developer/api-catalogue/personal-demographics-service-fhir";
        return Stream.of(
                new Row(
                        "a wrong check digit",
                        get(BASE + "/Patient/9000000000"),
                        400,
                        SPINE,
                        "INVALID_RESOURCE_ID",
                        "error",
                        "value",
                        "Resource Id is invalid",
                        null),
                new Row(
                        "PUT",
                        by("PUT", PETER),
                        400,
                        SPINE,
                        "UNSUPPORTED_SERVICE",
                        "error",
                        "processing",
                        "Unsupported Service",
                        null),
                new Row(
                        "a search for nothing",
                        get(BASE + "/Patient"),
                        400,
                        SPINE,
                        "UNSUPPORTED_SERVICE",
                        "error",
                        "processing",
                        "Unsupported Service",
                        null),
                new Row(
                        "no X-Request-ID",
                        world -> world.ask(
                                asking("GET", PETER, world.accessToken()).without("X-Request-ID")),
                        400,
                        SPINE,
                        "MISSING_VALUE",
                        "error",
                        "required",
                        required,
                        "Invalid request with error - X-Request-ID header must be supplied to access this resource"),
                new Row(
                        "no birth date",
                        get(SMITH),
                        400,
                        SPINE,
                        "MISSING_VALUE",
                        "error",
                        "required",
                        required,
                        "Missing value - 'birth_date/birth_date_range_start/birth_date_range_end'"),
                new Row(
                        "no ASID",
                        world -> world.ask(asking("GET", PETER, world.accessTokenOfApplication("no-asid"))),
                        400,
                        GATEWAY,
                        "MISSING_VALUE",
                        "error",
                        "value",
                        required,
                        "No ASID is associated with your app." + contact),
                badValue(
                        "a malformed X-Request-ID",
                        world -> world.ask(
                                asking("GET", PETER, world.accessToken()).with("X-Request-ID", "1234")),
                        GATEWAY,
                        "Invalid value - '1234' in header 'X-Request-ID'"),
                badValue(
                        "an empty X-Request-ID",
                        world -> world.ask(
                                asking("GET", PETER, world.accessToken()).with("X-Request-ID", "")),
                        GATEWAY,
                        "Invalid value - '' in header 'X-Request-ID'"),
                badValue(
                        "somebody else's role",
                        world -> world.ask(asking("GET", PETER, world.accessTokenFor("user=healthcare-worker"))
                                .with("NHSD-Session-URID", "invalid")),
                        GATEWAY,
                        "Invalid value - 'invalid' in header 'NHSD-Session-URID'. Refer to the guidance for this header"
                                + " in our API Specification " + catalogue),
                badValue(
                        "a birth date without hyphens",
                        get(SMITH + "&birthdate=20101022"),
                        SPINE,
                        "Invalid value - '20101022' in field 'birthdate'"),
                badValue(
                        "a date of death without hyphens",
                        get(SMITH + "&birthdate=2010-10-22&death-date=20101022"),
                        SPINE,
                        "Invalid value - '20101022' in field 'death-date'"),
                badValue(
                        "half a gender",
                        get(SMITH + "&birthdate=2010-10-22&gender=mal"),
                        SPINE,
                        "Invalid value - 'mal' in field 'gender'"),
                badValue(
                        "a name of 36 letters",
                        get(BASE + "/Patient?birthdate=2010-10-22&family=" + "a".repeat(36)),
                        SPINE,
                        "Invalid value - '" + "a".repeat(36) + "' in field 'family'"),
                badValue(
                        "a switch neither on nor off",
                        get(SMITH + "&birthdate=2010-10-22&_fuzzy-match=yes"),
                        SPINE,
                        "Invalid value - 'yes' in field '_fuzzy-match'"),
                new Row(
                        "one unknown parameter",
                        get(SMITH + "&year=2010"),
                        400,
                        SPINE,
                        "ADDITIONAL_PROPERTIES",
                        "error",
                        "invariant",
                        "Additional properties should not be included",
                        "Invalid request with error - Additional properties are not allowed ('year' was unexpected)"),
                new Row(
                        "three unknown parameters",
                        get(SMITH + "&a=1&b=2&c=3"),
                        400,
                        SPINE,
                        "ADDITIONAL_PROPERTIES",
                        "error",
                        "invariant",
                        "Additional properties should not be included",
                        "Invalid request with error - Additional properties are not allowed ('a', 'b', 'c' were"
                                + " unexpected)"),
                badSearch("no family name", "birthdate=2010-10-22", minimum),
                badSearch("a wildcard too early", "family=S*&birthdate=2010-10-22", minimum),
                badSearch(
                        "both words for a postcode",
                        "family=Smith&birthdate=2010-10-22&address-postcode=LS1&address-postalcode=LS1",
                        minimum),
                badSearch("fuzzy without enough", "family=Smith&birthdate=2010-10-22&_fuzzy-match=true", fuzzy),
                badSearch(
                        "fuzzy with a wildcard",
                        "family=Smi*&given=Jane&birthdate=2010-10-22&_fuzzy-match=true",
                        fuzzy),
                new Row(
                        "a path that is none",
                        get(BASE + "/HelloWorld"),
                        400,
                        GATEWAY,
                        "UNSUPPORTED_REQUEST",
                        "error",
                        "value",
                        "The request is not one that is supported.",
                        "Unsupported path - '/HelloWorld'"),
                unauthorised("no header", world -> world.ask(Asking.get(PETER)), "Missing Authorization header"),
                unauthorised("an empty header", authorised(""), "Empty Authorization header"),
                unauthorised("one word", authorised("Bearer"), "Missing access token"),
                unauthorised("another scheme", authorised("Basic abc"), "Invalid token type 'Basic', must be 'Bearer'"),
                unauthorised("an unknown token", authorised("Bearer abc"), "Invalid Access Token"),
                new Row(
                        "no interaction",
                        world -> world.ask(asking("GET", PETER, world.accessTokenOfApplication("no-interaction"))),
                        401,
                        SPINE,
                        "ACCESS_DENIED",
                        "error",
                        "forbidden",
                        "Access Denied - Unauthorised",
                        null),
                new Row(
                        "another patient's record",
                        world -> world.ask(
                                asking("GET", PETER, world.accessTokenFor("user=patient&nhs_number=9000000009"))),
                        403,
                        GATEWAY,
                        "ACCESS_DENIED",
                        "error",
                        "forbidden",
                        "Patient cannot perform this action",
                        "Your access token has insufficient permissions. See documentation regarding Patient access"
                                + " restrictions " + catalogue),
                new Row(
                        "an application wants two",
                        get(SMITH + "&birthdate=2010-10-22&_max-results=2"),
                        403,
                        GATEWAY,
                        "INVALID_VALUE",
                        "error",
                        "token",
                        "Cannot retrieve more than one result with application-restricted access token",
                        "Your app has insufficient permissions to perform this search." + contact),
                new Row(
                        "an application changes",
                        by("PATCH", PETER),
                        403,
                        GATEWAY,
                        "INVALID_METHOD",
                        "error",
                        "forbidden",
                        "Cannot update resource with application-restricted access token",
                        "Your app has insufficient permissions to use this method." + contact),
                new Row(
                        "an application creates",
                        by("POST", BASE + "/Patient"),
                        403,
                        GATEWAY,
                        "INVALID_METHOD",
                        "error",
                        "forbidden",
                        "Cannot create resource with application-restricted access token",
                        "Your app has insufficient permissions to use this method." + contact),
                new Row(
                        "an application asks for Coverage",
                        get(BASE + "/Coverage"),
                        403,
                        GATEWAY,
                        "ACCESS_DENIED",
                        "error",
                        "forbidden",
                        "Cannot GET resource with application-restricted access token",
                        "Your app has insufficient permissions to use this operation." + contact),
                new Row(
                        "nobody has the number",
                        get(BASE + "/Patient/9111231130"),
                        404,
                        SPINE,
                        "RESOURCE_NOT_FOUND",
                        "information",
                        "not-found",
                        "Resource not found",
                        null),
                new Row(
                        "invalidated",
                        get(BASE + "/Patient/9990003343"),
                        404,
                        SPINE,
                        "INVALIDATED_RESOURCE",
                        "error",
                        "processing",
                        "Resource that has been marked as invalid was requested - invalid resources cannot be retrieved",
                        null),
                new Row(
                        "Spine too slow",
                        broken(408),
                        408,
                        GATEWAY,
                        "UNABLE_TO_CALL_SERVICE",
                        "error",
                        "timeout",
                        "Unable to call service",
                        null),
                limited(
                        "A8, the application's quota",
                        "{\"quotaPerMinute\":1}",
                        "Your application, Real Time Exemption Checking (demo), has exceeded its quota of 1 requests"
                                + " every 1 minute(s) and is being rate limited."),
                limited(
                        "A8, the application's spike",
                        "{\"spikePerMinute\":60}",
                        "Your application, Real Time Exemption Checking (demo), has created a spike in traffic and is"
                                + " being rate limited. Please reduce the frequency of your requests."),
                limited(
                        "A8, everybody",
                        "{\"apiPerMinute\":1}",
                        "This API is currently receiving a high volume of requests and is being rate limited."),
                unknown("Spine fails", broken(500), 500),
                unknown("OPTIONS", by("OPTIONS", PETER), 502),
                new Row(
                        "unavailable",
                        broken(503),
                        503,
                        GATEWAY,
                        "SERVICE_UNAVAILABLE",
                        "error",
                        "timeout",
                        "Service unavailable",
                        null),
                new Row(
                        "too many found",
                        get(BASE + "/Patient?family=YOUDS&birthdate=1970-01-24"),
                        200,
                        SPINE,
                        "TOO_MANY_MATCHES",
                        "information",
                        "multiple-matches",
                        "Too Many Matches",
                        null));
    }
}
