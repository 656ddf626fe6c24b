package uk.nhs.rtec.sandbox.eps;

import java.util.Arrays;
import java.util.Optional;

/** How the tracker says how a query went: always with HTTP 200. 58 is in no document, and never answered. */
public enum TrackerStatus {
    SUCCESS("0", ""),
    NOT_FOUND("1", "Not found"),
    NOT_UNIQUE("2", "No unique prescription"),
    ISSUE_NOT_FOUND("3", "Issue not found"),
    UNPARSABLE("4", "Failed to parse prescription"),
    UNEXPECTED("5", "Unexpected exception"),
    PRESCRIPTION_NOT_FOUND("6", "Prescription ID not found"),
    LINE_ITEM_NOT_FOUND("7", "Prescription Line Item ID not found"),
    INSTANCE_NOT_FOUND("8", "Prescription repeat instance not found"),
    NO_PARAMETERS("50", "Query parameters have not been provided"),
    BAD_PRESCRIPTION_ID("51", "Invalid prescription id"),
    BAD_ASID("52", "Invalid or missing asid"),
    BAD_VERSION("53", "Invalid version"),
    BAD_TRACE_ID("54", "Invalid traceId"),
    BAD_USER_ID("55", "Invalid userId"),
    BAD_ROLE_PROFILE("56", "Invalid roleProfileId"),
    BAD_SEARCH_DATE("57", "Invalid search date"),
    BAD_SEARCH_STATE("59", "Invalid search prescription state"),
    BAD_SEARCH_VERSION("60", "Invalid search prescription version"),
    BAD_NHS_NUMBER("61", "Invalid or missing NHS number");

    private final String code;
    private final String reason;

    TrackerStatus(String code, String reason) {
        this.code = code;
        this.reason = reason;
    }

    public static Optional<TrackerStatus> coded(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    public String code() {
        return code;
    }

    public String reason() {
        return reason;
    }
}
